import { metrics } from '#core/observability/metrics'
import { parseTraceparent } from '#core/observability/trace_context'
import { openTrace } from '#core/observability/tracing'
import { tenancy } from '#core/tenancy/tenancy'
import { emitDueSchedules } from './schedules.js'
import type { EventTransport, Publication } from './transport.js'

const AT_ONCE = 400

interface DueRow {
  id: string
  name: string
  organisation_id: string | null
  trace: string | null
  due_at: Date
  retold: number
}

/**
 * Hands what is due in the outbox to the transport. What the transport does not have for certain
 * stays due.
 *
 * @returns how many events were handed over, or written for what repeats
 * @throws what the transport throws when it can take none
 */
export async function relayOnce(transport: EventTransport, now: Date): Promise<number> {
  const startedAt = performance.now()
  const { relayed, repeated } = await relay(transport, now)
  for (const row of relayed) observe(row, now, startedAt)
  return relayed.length + repeated
}

/** The handing over of many events is one statement: each of their traces gets to know of it. */
function observe({ id, name, trace, due_at: dueAt }: DueRow, now: Date, startedAt: number): void {
  const delay = now.getTime() - dueAt.getTime() + performance.now() - startedAt
  metrics.relayDelaySeconds.observe(Math.max(0, delay) / 1000)
  const teller = parseTraceparent(trace)
  if (!teller) return
  const attributes = { 'belvedere.event': id, 'belvedere.event_name': name }
  openTrace(`publish ${name}`, { kind: 'producer', attributes, startedAt }, teller).end()
}

function relay(
  transport: EventTransport,
  now: Date
): Promise<{ relayed: DueRow[]; repeated: number }> {
  return tenancy.system('relay', async () => {
    const client = tenancy.client()
    // Ids do not commit in their order, so what is unpublished is found by that alone.
    const { rows } = await client.rawQuery<{ rows: DueRow[] }>(
      `select id, name, organisation_id, trace, due_at, retold from outbox
       where published_at is null and due_at <= ?
       order by due_at limit ? for update skip locked`,
      [now, AT_ONCE]
    )
    const relayed = rows.length > 0 ? await handOver(transport, rows, now) : []
    // Last, so that what is written now is handed over once it is committed.
    return { relayed, repeated: await emitDueSchedules(now) }
  })
}

async function handOver(
  transport: EventTransport,
  rows: readonly DueRow[],
  now: Date
): Promise<DueRow[]> {
  const publications = rows.map((row): Publication => ({
    id: row.id,
    name: row.name,
    organisation: row.organisation_id,
    trace: row.trace,
    retold: row.retold,
  }))
  const places = await transport.publish(publications, now)
  // By ids alone and without a join: a plan that was made while the outbox was empty, and is kept,
  // would compare each of its rows with each of these.
  const [ids, sequences] = [[...places.keys()], [...places.values()].map((at) => String(at ?? ''))]
  await tenancy.client().rawQuery(
    `update outbox set published_at = :now,
       sequence = nullif((:sequences::text[])[array_position(:ids::uuid[], id)], '')::bigint
     where id = any (:ids::uuid[])`,
    { now, ids, sequences }
  )
  return rows.filter(({ id }) => places.has(id))
}
