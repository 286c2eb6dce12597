import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ignitor } from '@adonisjs/core'
import { Client } from 'pg'
import { startPostgres, type Postgres } from '#tests/services/postgres'
import { APP_ROOT, importer } from '../bin/root.js'
import type { Benchmark } from './benchmark.js'
import { percentile, timed } from './support/statistics.js'

const ENTRIES = 10_000
/** As many scopes as there are connections. */
const AT_ONCE = 10
const LEAVES = 1_000_000
const PROOFS = 500

/** Entries, places and hashes up to a million, as if they had been written long ago. */
async function fill(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  // As what copies data in: no trigger sees it.
  await client.query(`set session_replication_role = replica; set synchronous_commit = off`)
  await client.query(`
    create temporary table filler as
      select n as index, gen_random_uuid() as id
      from generate_series((select size from audit_tree), ${LEAVES - 1}) n;
    insert into audit_entries (id, action, subject_kind) select id, 'bench.done', 'person' from filler;
    insert into audit_leaves select index, id from filler;
    insert into audit_nodes select 0, index, sha256(id::text::bytea) from filler;
    update audit_tree set size = ${LEAVES};`)
  for (let level = 0; 2 ** (level + 1) <= LEAVES; level++) {
    await client.query(`
      insert into audit_nodes
      select ${level + 1}, l.index / 2, sha256('\\x01'::bytea || l.hash || r.hash)
      from audit_nodes l join audit_nodes r on r.level = l.level and r.index = l.index + 1
      where l.level = ${level} and l.index % 2 = 0
      on conflict do nothing`)
  }
  await client.query('analyze audit_entries, audit_leaves, audit_nodes')
  await client.end()
}

async function measure(postgres: Postgres) {
  const { tenancy } = await import('#core/tenancy/tenancy')
  const { audit } = await import('#core/audit/audit')
  const { sequenceEntries } = await import('#core/audit/sequence_entries')
  const { proveEntry } = await import('#core/audit/prove_entry')
  const [organisation, person] = [randomUUID(), randomUUID()]
  await tenancy.run({ organisation }, () =>
    tenancy.client().table('organisations').insert({ id: organisation, name: 'Bench' })
  )
  const record = () =>
    tenancy.run({ organisation, person }, () =>
      audit.record({ action: 'bench.done', subject: { kind: 'person', id: person } })
    )
  const append = async (count: number) => {
    let rest = count
    const work = async () => {
      while (rest-- > 0) await record()
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  }
  await append(1_000)
  const appendMs = await timed(() => append(ENTRIES))
  const sequenceMs = await timed(sequenceEntries)

  await fill(postgres.superuserUrl)
  const ids = await tenancy.system('auditor', () =>
    tenancy
      .client()
      .rawQuery<{ rows: { id: string }[] }>(
        `select entry_id as id from audit_leaves tablesample bernoulli (0.2) limit ${PROOFS}`
      )
  )
  const proofs: number[] = []
  for (const { id } of ids.rows) proofs.push(await timed(() => proveEntry(id)))
  return {
    figures: {
      entriesPerSecond: Math.round((ENTRIES / appendMs) * 1000),
      msPerEntry: Math.round((appendMs / ENTRIES) * 1000) / 1000,
      msPerPlace: Math.round((sequenceMs / (ENTRIES + 1_000)) * 1000) / 1000,
      proofP50Ms: percentile(proofs, 0.5),
      proofP95Ms: percentile(proofs, 0.95),
      leaves: LEAVES,
      proofs: proofs.length,
    },
    // A thousand entries a second.
    budget: { msPerEntry: 1, proofP95Ms: 5 },
  }
}

/** Writing the audit log by the way that everything writes it, and proving entries of a large one. */
export const audit: Benchmark = {
  name: 'audit',
  doc: 'entries appended to the audit log and proofs at a million, on a real PostgreSQL',
  async run() {
    const home = mkdtempSync(join(tmpdir(), 'belvedere-bench-'))
    const postgres = await startPostgres()
    Object.assign(process.env, { ...postgres.settings, BELVEDERE_HOME: home, LOG_LEVEL: 'error' })
    const script = import.meta.url.endsWith('.ts') ? 'ace.js' : 'bin/console.js'
    const migrated = spawnSync(
      process.execPath,
      [fileURLToPath(new URL(script, APP_ROOT)), 'migrate'],
      { cwd: fileURLToPath(APP_ROOT), encoding: 'utf8' }
    )
    if (migrated.status !== 0) throw new Error(migrated.stdout + migrated.stderr)
    const app = new Ignitor(APP_ROOT, { importer }).createApp('console')
    await app.init()
    await app.boot()
    try {
      return await measure(postgres)
    } finally {
      await app.terminate()
      await postgres.remove()
      rmSync(home, { recursive: true, force: true })
    }
  },
}
