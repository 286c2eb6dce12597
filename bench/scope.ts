import { organisationPolicy, secure } from '#database/policies'
import type { Benchmark } from './benchmark.js'
import { percentile, ratioOf, timed } from './support/statistics.js'
import { withDatabase } from './support/with_database.js'

const ROWS = 100_000
const ORGANISATIONS = 100
const ROUNDS = 2_000
const WARM_UP = 200

/** Organisation number n (from 0) has this id. */
const organisation = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

const table = (name: string) => `
  create table ${name} (
    id uuid primary key,
    organisation_id uuid not null,
    title text not null,
    state text not null,
    created_at timestamptz not null
  );
  insert into ${name} select
    gen_random_uuid(),
    ('00000000-0000-7000-8000-' || lpad((n % ${ORGANISATIONS})::text, 12, '0'))::uuid,
    'Session number ' || n, (array['planned', 'lobby', 'running', 'ended'])[1 + (n / ${ORGANISATIONS}) % 4],
    now() - n * interval '1 minute'
  from generate_series(0, ${ROWS - 1}) n;
  create index on ${name} (organisation_id, created_at);
  analyze ${name};`

/**
 * What a list page asks: how many rows there are of each state, with the newest of them. It reads
 * all 1,000 rows of one organisation out of 100,000 through the index. `filter` is the only
 * difference between the arms: the policy adds it in one, the query has it in the others.
 */
const query = (name: string, filter: string) => `
  select state, count(*)::int as total, max(created_at) as newest,
    (array_agg(title order by created_at desc))[1:20] as titles
  from ${name} ${filter} group by state order by state`

interface Answer {
  rows: { state: string; total: number; titles: string[] }[]
}

/** The cost of the tenant scope and row-level security at the embedded database. */
export const scope: Benchmark = {
  name: 'scope',
  doc: 'cost of the tenant scope and RLS against the same query without them',
  run: () =>
    withDatabase(async ({ asOwner }) => {
      const { default: db } = await import('@adonisjs/lucid/services/db')
      const { tenancy } = await import('#core/tenancy/tenancy')
      await asOwner(table('bench_scoped'))
      await asOwner(secure('bench_scoped', ['select']) + organisationPolicy('bench_scoped'))
      await asOwner(table('bench_plain'))
      await asOwner('grant select on bench_plain to belvedere_application')

      const scopedQuery = query('bench_scoped', '')
      const plainQuery = query('bench_plain', 'where organisation_id = ?')
      const arms = {
        scoped: (id: string) =>
          tenancy.run({ organisation: id, person: id }, () =>
            tenancy.client().rawQuery<Answer>(scopedQuery)
          ),
        transaction: (id: string) =>
          db.transaction((transaction) => transaction.rawQuery<Answer>(plainQuery, [id])),
        autocommit: (id: string) => db.rawQuery<Answer>(plainQuery, [id]),
      }
      const names = ['scoped', 'transaction', 'autocommit'] as const
      const [scoped, ...plain] = await Promise.all(
        names.map(async (name) => {
          const { rows } = await arms[name](organisation(1))
          // The tables were filled one after the other, so the times in them differ.
          return JSON.stringify(rows.map(({ state, total, titles }) => [state, total, titles]))
        })
      )
      if (plain.some((rows) => rows !== scoped)) throw new Error('The arms answer differently')
      const samples: Record<(typeof names)[number], number[]> = {
        scoped: [],
        transaction: [],
        autocommit: [],
      }
      for (let round = 0; round < WARM_UP + ROUNDS; round++) {
        const id = organisation((round * 37) % ORGANISATIONS)
        // Each arm comes first equally often, so that none profits from a warm cache.
        for (let turn = 0; turn < names.length; turn++) {
          const name = names[(round + turn) % names.length] ?? 'scoped'
          const took = await timed(() => arms[name](id))
          if (round >= WARM_UP) samples[name].push(took)
        }
      }
      const at = (name: (typeof names)[number], share: number) => percentile(samples[name], share)
      return {
        figures: { p50Ms: at('scoped', 0.5), p95Ms: at('scoped', 0.95), rounds: ROUNDS },
        peer: {
          transactionP50Ms: at('transaction', 0.5),
          transactionP95Ms: at('transaction', 0.95),
          autocommitP50Ms: at('autocommit', 0.5),
          autocommitP95Ms: at('autocommit', 0.95),
        },
        ratio: {
          p50: ratioOf(at('scoped', 0.5), at('transaction', 0.5)),
          p95: ratioOf(at('scoped', 0.95), at('transaction', 0.95)),
          p95OfAutocommit: ratioOf(at('scoped', 0.95), at('autocommit', 0.95)),
        },
        budget: { p95: 1.25 },
      }
    }),
}
