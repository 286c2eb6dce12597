import { defineConsumer } from '#core/events/consumers'
import type { EventName } from '#core/events/event'
import { events } from '#core/events/events'
import type { Delivery, EventTransport } from '#core/events/transport'
import { tenancy } from '#core/tenancy/tenancy'
import { organisationPolicy, secure } from '#database/policies'
import { asOwner } from '#tests/support/database'

declare module '#core/events/event' {
  interface EventPayloads {
    'contract.happened': { label: string }
    'contract.failed': { label: string }
  }
}

/** Consumers that fail as long as their name is in here. */
export const failing = new Set<string>()

function defineEffect(name: string, event: EventName): void {
  defineConsumer({
    name,
    event,
    async handle({ id, organisation }) {
      await tenancy
        .client()
        .table('contract_effects')
        .insert({ event_id: id, organisation_id: organisation, consumer: name })
      if (failing.has(name)) throw new TypeError('a message that quotes ada@example.org')
    },
  })
}

defineEffect('contract.first', 'contract.happened')
defineEffect('contract.second', 'contract.happened')
defineEffect('contract.fails', 'contract.failed')

/** Makes the table in which each effect leaves a row; nothing keeps a second one out. */
export async function makeEffects(): Promise<void> {
  await asOwner(`
    create table contract_effects (event_id uuid, organisation_id uuid, consumer text);
    ${secure('contract_effects', ['insert', 'select'])}
    ${organisationPolicy('contract_effects')}`)
}

/** Forgets everything that an earlier test has told. */
export async function forgetEvents(): Promise<void> {
  failing.clear()
  await asOwner(
    'truncate contract_effects, deliveries, dead_letters, inbox, outbox, schedules, event_consumers'
  )
  await asOwner('update event_stream set identity = null, verified_at = null, problem = null')
}

/** How often each event of an organisation has had each effect: `<event> <consumer>` to a number. */
export async function effects(organisation: string): Promise<Record<string, number>> {
  // As the application: others are at work, and the embedded database knows one role at a time.
  const { rows } = await tenancy.run({ organisation }, () =>
    tenancy.client().rawQuery<{ rows: { effect: string; count: number }[] }>(
      `select event_id || ' ' || consumer as effect, count(*)::int as count
       from contract_effects group by 1`
    )
  )
  return Object.fromEntries(rows.map(({ effect, count }) => [effect, count]))
}

/** Tells an event in a scope of its own. */
export function tell(organisation: string, name: EventName = 'contract.happened', label = '') {
  return tenancy.run({ organisation }, () => events.emit({ name, payload: { label } }))
}

/** The deliveries that come next, as soon as there are so many. */
export async function takeNext(transport: EventTransport, count: number): Promise<Delivery[]> {
  const taken: Delivery[] = []
  while (taken.length < count) {
    const { calls } = transport.arrivals
    const some = await transport.take(count - taken.length, new Date())
    taken.push(...some)
    if (some.length === 0) await transport.arrivals.sleepUnlessWoken(20, calls)
  }
  return taken
}
