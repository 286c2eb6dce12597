import { tenancy } from '#core/tenancy/tenancy'
import { emitDueSchedules } from './schedules.js'
import type { EventTransport, Publication } from './transport.js'

const AT_ONCE = 200

interface DueRow {
  id: string
  name: string
  organisation_id: string | null
  trace: string | null
}

/**
 * Hands what is due in the outbox to the transport.
 *
 * @returns how many events were handed over
 */
export function relayOnce(transport: EventTransport, now: Date): Promise<number> {
  return tenancy.system('relay', async () => {
    await emitDueSchedules(now)
    const client = tenancy.client()
    // Ids do not commit in their order, so what is unpublished is found by that alone.
    const { rows } = await client.rawQuery<{ rows: DueRow[] }>(
      `select id, name, organisation_id, trace from outbox where published_at is null and due_at <= ?
       order by due_at limit ? for update skip locked`,
      [now, AT_ONCE]
    )
    if (rows.length === 0) return 0
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
    return rows.length
  })
}
