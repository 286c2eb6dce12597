import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { tenancy } from '#core/tenancy/tenancy'
import { publicKeys } from './checkpoints.js'
import { exportLog } from './export_log.js'

/** What was found: what the verifier says, and where the database contradicts itself. */
export interface Verdict {
  isGood: boolean
  /** One line for each finding. */
  said: string[]
}

/**
 * Verifies the log with the program that anybody else verifies an export with, and what only the
 * database can tell: inner nodes, and entries that nobody gave a place.
 */
export async function verifyLog(): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), 'belvedere-audit-'))
  try {
    const [log, key] = [join(folder, 'audit.jsonl'), join(folder, 'audit.pem')]
    await exportLog(log)
    await writeFile(key, await publicKeys())
    const verified = await runVerifier([log, key])
    const contradictions = await tenancy.system('auditor', findContradictions)
    return {
      isGood: verified.status === 0 && contradictions.length === 0,
      said: [verified.said, ...contradictions],
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Runs the standalone verifier. */
export function runVerifier(
  parameters: string[]
): Promise<{ status: number | null; said: string }> {
  const script = app.makePath('appliance/audit/verify.js')
  const child = spawn(process.execPath, [script, ...parameters], { env: {} })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, said: said.trim() }))
  })
}

async function findContradictions(): Promise<string[]> {
  const { rows } = await tenancy.client().rawQuery<{ rows: { said: string }[] }>(
    `(select 'BAD: node ' || n.level || '.' || n.index || ' is not the hash of those below it' as said
      from audit_nodes n
        left join audit_nodes l on l.level = n.level - 1 and l.index = n.index * 2
        left join audit_nodes r on r.level = n.level - 1 and r.index = n.index * 2 + 1
      where n.level > 0 and n.hash is distinct from sha256('\\x01'::bytea || l.hash || r.hash)
      order by n.level, n.index limit 1)
     union all
     (select 'BAD: entry ' || e.id || ' was slipped in: it has no place and waits for none'
      from audit_entries e
      where not exists (select from audit_leaves l where l.entry_id = e.id)
        and not exists (select from audit_pending p where p.entry_id = e.id)
      order by e.id limit 1)`
  )
  return rows.map(({ said }) => said)
}
