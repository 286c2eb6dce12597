import { test } from '@japa/runner'
import { setTimeout as wait } from 'node:timers/promises'
import { listDeadLetters, replayDeadLetters } from '#core/events/dead_letters'
import { deliver } from '#core/events/deliver'
import { JetStreamTransport } from '#core/events/jetstream/jetstream_transport'
import { consumersOf } from '#core/events/consumers'
import { relayOnce } from '#core/events/relay'
import { reconcileSchedules } from '#core/events/schedules'
import { tableTransport } from '#core/events/table_transport'
import type { Delivery, EventTransport } from '#core/events/transport'
import { Worker } from '#core/events/worker'
import { needs, service } from '#tests/services/running'
import { asOwner } from '#tests/support/database'
import { makeOrganisation, makePerson } from '#tests/support/people'
import { effects, failing, forgetEvents, makeEffects, takeNext, tell } from './support/effects.js'

const adapters = [
  { name: 'The embedded events', open: async () => tableTransport, needed: undefined },
  {
    name: 'Events on JetStream',
    open: () => JetStreamTransport.open({ url: service('nats')?.settings.NATS_URL ?? '' }, 1),
    needed: 'nats',
  },
] as const

const log = { error: () => undefined }

for (const { name, open, needed } of adapters) {
  const isMissing = needed !== undefined && !service(needed)
  const reason = needed ? needs(needed) : ''

  test.group(name, (group) => {
    let transport: EventTransport
    let organisation: string

    group.setup(async () => {
      if (isMissing) return () => undefined
      await makeEffects()
      return () => asOwner('drop table contract_effects').then(() => undefined)
    })

    group.each.setup(async () => {
      if (isMissing) return () => undefined
      transport = await open()
      await forgetEvents()
      if (transport instanceof JetStreamTransport) await transport.discard()
      await transport.tend()
      organisation = await makeOrganisation()
      return () => transport.close()
    })

    const relay = () => relayOnce(transport, new Date(Date.now() + 10))
    const settle = (delivery: Delivery) => deliver(transport, delivery, new Date())

    test('bring an event to each of its consumers, with what it tells', async ({ assert }) => {
      const event = await tell(organisation, 'contract.happened', 'a label')
      assert.equal(await relay(), 1)
      const taken = await takeNext(transport, 2)
      assert.sameMembers(
        taken.map(({ consumer }) => consumer),
        ['contract.first', 'contract.second']
      )
      for (const delivery of taken) {
        assert.containSubset(delivery, {
          attempts: 1,
          event: {
            id: event,
            organisation,
            payload: { label: 'a label' },
            name: 'contract.happened',
          },
        })
      }
    }).skip(isMissing, reason)

    test('are handed over once', async ({ assert }) => {
      await tell(organisation)
      assert.equal(await relay(), 1)
      assert.equal(await relay(), 0)
    }).skip(isMissing, reason)

    test('do not come again once they are acknowledged', async ({ assert }) => {
      const first = await tell(organisation)
      await relay()
      for (const delivery of await takeNext(transport, 2)) await settle(delivery)
      const second = await tell(organisation)
      await relay()
      for (const { event } of await takeNext(transport, 2)) assert.equal(event.id, second)
      assert.deepEqual(await effects(organisation), {
        [`${first} contract.first`]: 1,
        [`${first} contract.second`]: 1,
      })
    }).skip(isMissing, reason)

    test('have their effect once, although they are handed over and come twice', async ({
      assert,
    }) => {
      const event = await tell(organisation)
      await relay()
      const once = await takeNext(transport, 2)
      for (const delivery of once) await settle(delivery)
      await asOwner('update outbox set published_at = null, retold = retold + 1')
      await relay()
      for (const delivery of await takeNext(transport, 2)) {
        assert.equal(delivery.event.id, event)
        assert.equal(await settle(delivery), 'handled')
      }
      assert.deepEqual(await effects(organisation), {
        [`${event} contract.first`]: 1,
        [`${event} contract.second`]: 1,
      })
    }).skip(isMissing, reason)

    test('leave no effect of a consumer that fails, and come again when it is time', async ({
      assert,
    }) => {
      failing.add('contract.fails')
      await tell(organisation, 'contract.failed')
      await relay()
      const from = Date.now()
      const [first] = await takeNext(transport, 1)
      assert.equal(await settle(first!), 'retried')
      assert.deepEqual(await effects(organisation), {})
      failing.clear()
      const [second] = await takeNext(transport, 1)
      assert.equal(second?.attempts, 2)
      // The shortest wait after a first failure is half a second.
      assert.isAtLeast(Date.now() - from, 500)
      assert.equal(await settle(second!), 'handled')
      assert.lengthOf(Object.keys(await effects(organisation)), 1)
    }).skip(isMissing, reason)

    test('go to the dead letters when they fail too often, and come from there again', async ({
      assert,
    }) => {
      failing.add('contract.fails')
      const event = await tell(organisation, 'contract.failed')
      await relay()
      for (;;) {
        const [delivery] = await takeNext(transport, 1)
        if (delivery!.attempts === 8) {
          assert.equal(await settle(delivery!), 'buried')
          break
        }
        await transport.retry(delivery!, new Date())
      }
      assert.containSubset(await listDeadLetters(10), [
        { event, consumer: 'contract.fails', attempts: 8, errorKind: 'TypeError' },
      ])
      // Told again for another's sake it stays buried.
      await asOwner('update outbox set published_at = null, retold = retold + 1')
      const other = await tell(organisation, 'contract.failed')
      await relay()
      const [next] = await takeNext(transport, 1)
      assert.equal(next?.event.id, other)
      failing.clear()
      await settle(next!)

      const { id, organisation: home } = await makePerson('owner')
      assert.equal(await replayDeadLetters({ organisation: home, person: id }), 1)
      await relay()
      const [replayed] = await takeNext(transport, 1)
      assert.equal(replayed?.event.id, event)
      assert.equal(await settle(replayed!), 'handled')
      assert.equal((await effects(organisation))[`${event} contract.fails`], 1)
      assert.lengthOf(await listDeadLetters(10), 0)
    }).skip(isMissing, reason)

    test('that repeat come like others', async ({ assert }) => {
      await reconcileSchedules(new Date())
      assert.isAbove(await relay(), 0)
      await relay()
      const due = [...consumersOf('core.hourPassed'), ...consumersOf('core.minutePassed')]
      const taken = await takeNext(transport, due.length)
      assert.sameMembers(
        taken.map(({ consumer }) => consumer),
        due
      )
    }).skip(isMissing, reason)

    test('come again when it could not be settled what became of them', async ({ assert }) => {
      const acknowledge = transport.acknowledge.bind(transport)
      let refused = 0
      transport.acknowledge = async (delivery) => {
        if (delivery.event.name !== 'contract.happened') return acknowledge(delivery)
        if (refused++ < 2) throw new RangeError('the connection was lost')
        await acknowledge(delivery)
        acknowledged++
      }
      let acknowledged = 0
      const worker = new Worker(transport, log)
      worker.start()
      const event = await tell(organisation)
      while (acknowledged < 2) await wait(20)
      await worker.stop()
      transport.acknowledge = acknowledge
      assert.deepEqual(await effects(organisation), {
        [`${event} contract.first`]: 1,
        [`${event} contract.second`]: 1,
      })
    }).skip(isMissing, reason)

    test('are handled by workers beside each other, each once', async ({ assert }) => {
      const told = new Set<string>()
      const workers = [new Worker(transport, log), new Worker(await open(), log)]
      for (const worker of workers) worker.start()
      for (let number = 0; number < 200; number++) told.add(await tell(organisation))
      let found = await effects(organisation)
      while (Object.keys(found).length < 400) {
        await wait(20)
        found = await effects(organisation)
      }
      for (const worker of workers) await worker.stop()
      assert.isTrue(Object.values(found).every((count) => count === 1))
      assert.isTrue([...told].every((event) => found[`${event} contract.second`] === 1))
    }).skip(isMissing, reason)
  })
}
