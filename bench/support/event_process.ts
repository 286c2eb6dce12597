/**
 * A process that tells events, handles them, or both, as its parent asks: what web and worker
 * processes do, without their servers. Says `{ ready: true }` once it works.
 */
import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'
import { APP_ROOT, importer } from '../../bin/root.js'

declare module '#core/events/event' {
  interface EventPayloads {
    'bench.told': Record<string, never>
  }
}

/** What the parent asks for. */
export type EventRequest =
  | { tell: { organisations: string[]; count: number; atOnce: number; perSecond: number } }
  | { report: true }

/** Ids of events, each with a time: milliseconds of the machine's clock, with fractions. */
export type Times = [event: string, at: number][]

/** What it answers. */
export type EventAnswer = { ready: true } | { told: Times } | { handled: Times }

const clock = () => performance.timeOrigin + performance.now()
const answer = (message: EventAnswer) => process.send?.(message)

const app = new Ignitor(APP_ROOT, { importer }).createApp('console')
await app.init()
await app.boot()
const { default: db } = await import('@adonisjs/lucid/services/db')
const { defineConsumer } = await import('#core/events/consumers')
const { events } = await import('#core/events/events')
const { openTransport } = await import('#core/events/open_transport')
const { outboxSignal } = await import('#core/events/wake_up')
const { Worker } = await import('#core/events/worker')
const { tenancy } = await import('#core/tenancy/tenancy')

defineConsumer({
  name: 'bench.effect',
  event: 'bench.told',
  async handle({ id, organisation }) {
    await tenancy
      .client()
      .rawQuery('insert into bench_effects (event_id, organisation_id) values (?, ?)', [
        id,
        organisation ?? '',
      ])
  },
})

const handled: Times = []
const transport = await openTransport()
const acknowledge = transport.acknowledge.bind(transport)
// What is acknowledged has been committed.
transport.acknowledge = (delivery) => {
  handled.push([delivery.event.id, clock()])
  return acknowledge(delivery)
}

const tellsOnly = process.argv[2] === 'tell'
const worker = tellsOnly ? undefined : new Worker(transport, { error: () => undefined })
worker?.start()
if (tellsOnly) outboxSignal.onWake(() => transport.announce())

/** Tells so many events, a few in each scope, at a steady rate; 0 is as fast as it goes. */
async function tell({
  organisations,
  count,
  atOnce,
  perSecond,
}: {
  organisations: string[]
  count: number
  atOnce: number
  perSecond: number
}): Promise<Times> {
  const told: Times = []
  const from = clock()
  const scopes = new Set<Promise<void>>()
  for (let number = 0; number < count; number += atOnce) {
    const due = perSecond > 0 ? from + (number / perSecond) * 1000 : 0
    if (due > clock()) await new Promise((resolve) => setTimeout(resolve, due - clock()))
    if (scopes.size >= 6) await Promise.race(scopes)
    const organisation = organisations[(number / atOnce) % organisations.length] ?? ''
    const scope: Promise<void> = tenancy
      .run({ organisation }, async () => {
        const ids: string[] = []
        for (let each = 0; each < atOnce; each++) {
          ids.push(await events.emit({ name: 'bench.told', payload: {} }))
        }
        return ids
      })
      .then((ids) => {
        const at = clock()
        for (const id of ids) told.push([id, at])
        scopes.delete(scope)
      })
    scopes.add(scope)
  }
  await Promise.all(scopes)
  return told
}

process.on('message', (request: EventRequest) => {
  if ('tell' in request) void tell(request.tell).then((told) => answer({ told }))
  else answer({ handled: handled.splice(0) })
})
process.on('disconnect', () => process.exit(0))
await db.rawQuery('select 1')
answer({ ready: true })
