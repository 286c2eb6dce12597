import { tenancy } from '#core/tenancy/tenancy'
import { defineConsumer } from './consumers.js'
import { defineSchedule } from './schedules.js'

const KEPT = `interval '30 days'`

defineSchedule({ name: 'core.hourly', event: 'core.hourPassed', payload: {}, everySeconds: 3600 })

/** Forgets events that everybody has handled a month ago; what a stream still owes is kept. */
export const forgetHandledEvents = defineConsumer({
  name: 'core.forgetHandledEvents',
  event: 'core.hourPassed',
  async handle() {
    const client = tenancy.client()
    await client.rawQuery(
      `delete from outbox o
       where published_at < least(now() - ${KEPT}, (select verified_at from event_stream))
         and not exists (select from deliveries d where d.event_id = o.id)
         and not exists (select from dead_letters d where d.event_id = o.id)`
    )
    await client.rawQuery(
      // While an event is kept, it may come once more.
      `delete from inbox i where handled_at < now() - ${KEPT}
         and not exists (select from outbox o where o.id = i.event_id)`
    )
  },
})
