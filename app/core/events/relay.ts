import { metrics } from '#core/observability/metrics'
import { parseTraceparent } from '#core/observability/trace_context'
import { openTrace } from '#core/observability/tracing'
import { tenancy } from '#core/tenancy/tenancy'
import { emitDueSchedules } from './schedules.js'
import type { EventTransport, Publication } from './transport.js'

const AT_ONCE = 200

interface DueRow {
  id: string
  name: string
  organisation_id: string | null
  trace: string | null
  due_at: Date
}

/**
 * Hands what is due in the outbox to the transport.
 *
 * @returns how many events were handed over
 */
export async function relayOnce(transport: EventTransport, now: Date): Promise<number> {
  const startedAt = performance.now()
  const relayed = await relay(transport, now)
  for (const row of relayed) observe(row, now, startedAt)
  return relayed.length
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

function relay(transport: EventTransport, now: Date): Promise<DueRow[]> {
  return tenancy.system('relay', async () => {
    await emitDueSchedules(now)
    const client = tenancy.client()
    // Ids do not commit in their order, so what is unpublished is found by that alone.
    const { rows } = await client.rawQuery<{ rows: DueRow[] }>(
      `select id, name, organisation_id, trace, due_at from outbox where published_at is null and due_at <= ?
       order by due_at limit ? for update skip locked`,
      [now, AT_ONCE]
    )
    if (rows.length === 0) return []
    const publications = rows.map(
      ({ id, name, organisation_id: organisation, trace }): Publication => ({
        id,
        name,
        organisation,
        trace,
      })
    )
    await transport.publish(publications, now)
    await client
      .from('outbox')
      .whereIn(
        'id',
        rows.map(({ id }) => id)
      )
      .update({ published_at: now })
    return rows
  })
}
