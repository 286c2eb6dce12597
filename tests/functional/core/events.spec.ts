import { mock } from 'node:test'
import { test } from '@japa/runner'
import { MAX_ATTEMPTS } from '#core/events/back_off'
import { defineConsumer } from '#core/events/consumers'
import { listDeadLetters, replayDeadLetters } from '#core/events/dead_letters'
import { events } from '#core/events/events'
import { FinalError } from '#core/events/final_error'
import { relayOnce } from '#core/events/relay'
import { defineSchedule, reconcileSchedules } from '#core/events/schedules'
import { LEASE_MS, tableTransport } from '#core/events/table_transport'
import { KEEP_EVERY_MS, type EventTransport } from '#core/events/transport'
import { Worker } from '#core/events/worker'
import { tenancy } from '#core/tenancy/tenancy'
import { asOwner } from '#tests/support/database'
import { makeOrganisation, makePerson } from '#tests/support/people'

declare module '#core/events/event' {
  interface EventPayloads {
    'test.happened': { label: string }
    'test.ticked': Record<string, never>
    'test.sent': Record<string, never>
    'test.refused': Record<string, never>
    'test.awaited': Record<string, never>
    'test.tookLong': Record<string, never>
  }
}

/** What consumers did, outside the database: counts how often one was called. */
const calls: string[] = []
let failures = 0

defineConsumer({
  name: 'test.renames',
  event: 'test.happened',
  async handle({ organisation, payload }) {
    calls.push(payload.label)
    await tenancy
      .client()
      .rawQuery(`update organisations set name = name || ? where id = ?`, [
        payload.label,
        organisation ?? '',
      ])
    if (failures > 0) {
      failures--
      throw new TypeError('a message that quotes ada@example.org')
    }
  },
})

defineConsumer({
  name: 'test.sends',
  event: 'test.sent',
  isOutsideScope: true,
  async handle({ organisation }) {
    calls.push('sent')
    // Only outside a scope may another one be opened.
    await tenancy.run({ organisation: organisation ?? '' }, async () => {})
    if (failures-- > 0) throw new TypeError('the mail server is away')
  },
})

defineConsumer({
  name: 'test.counts',
  event: 'test.ticked',
  async handle() {
    calls.push('tick')
  },
})

defineConsumer({
  name: 'test.isRefused',
  event: 'test.refused',
  async handle() {
    calls.push('refused')
    throw new FinalError('a message that quotes ada@example.org')
  },
})

/** Resolves with what lets `test.takesLong` come to its end, once it has begun. */
const begun = Promise.withResolvers<() => void>()

defineConsumer({
  name: 'test.takesLong',
  event: 'test.tookLong',
  isOutsideScope: true,
  async handle() {
    await new Promise<void>((finish) => begun.resolve(finish))
    calls.push('took long')
  },
})

const PATIENCE = MAX_ATTEMPTS + 3

defineConsumer({
  name: 'test.waits',
  event: 'test.awaited',
  attempts: PATIENCE,
  async handle() {
    calls.push('waited')
    throw new TypeError('still away')
  },
})

const log = { error: () => undefined }
let now = new Date()
const worker = new Worker(tableTransport, log, () => now)
const later = (milliseconds: number) => (now = new Date(now.getTime() + milliseconds))

async function workUntilIdle() {
  while ((await worker.step()) > 0);
}

function emit(organisation: string, label: string, dueAt?: Date) {
  return tenancy.run({ organisation }, () =>
    events.emit({ name: 'test.happened', payload: { label }, ...(dueAt ? { dueAt } : {}) })
  )
}

function nameOf(organisation: string): Promise<string | undefined> {
  return tenancy.run({ organisation }, async () => {
    const row = await tenancy.client().from('organisations').select('name').first()
    return row?.name
  })
}

test.group('Events', (group) => {
  group.each.setup(async () => {
    await asOwner('truncate deliveries, dead_letters, inbox, outbox, schedules')
    calls.length = 0
    failures = 0
    // Ahead of the database's own clock, so that what is due at once is due.
    now = new Date(Date.now() + 60_000)
  })

  test('cannot be told outside a scope', async ({ assert }) => {
    await assert.rejects(
      () => events.emit({ name: 'test.happened', payload: { label: 'x' } }),
      /inside tenancy/
    )
  })

  test('are not told when their scope is rolled back', async ({ assert }) => {
    const organisation = await makeOrganisation('Quiet')
    const work = tenancy.run({ organisation }, async () => {
      await events.emit({ name: 'test.happened', payload: { label: '!' } })
      throw new RangeError('undone')
    })
    await assert.rejects(() => work, 'undone')
    await workUntilIdle()
    assert.equal(await nameOf(organisation), 'Quiet')
  })

  test('cannot be told in the name of another organisation', async ({ assert }) => {
    const [one, other] = [await makeOrganisation(), await makeOrganisation()]
    const forge = tenancy.run({ organisation: one }, () =>
      tenancy.client().table('outbox').insert({
        id: crypto.randomUUID(),
        organisation_id: other,
        name: 'test.happened',
        payload: '{}',
      })
    )
    await assert.rejects(() => forge, /row-level security/)
  })

  test('are not seen by other organisations, on their way or dead', async ({ assert }) => {
    const [one, other] = [await makeOrganisation(), await makeOrganisation()]
    failures = Infinity
    await emit(one, '!')
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      await workUntilIdle()
      later(600_000)
    }
    await emit(one, '?')
    await worker.step()
    const seen = await tenancy.run({ organisation: other }, async () => {
      const found: Record<string, number> = {}
      for (const table of ['outbox', 'deliveries', 'inbox', 'dead_letters']) {
        found[table] = (await tenancy.client().from(table).select('*')).length
      }
      return found
    })
    assert.deepEqual(seen, { outbox: 0, deliveries: 0, inbox: 0, dead_letters: 0 })
    assert.lengthOf(await listDeadLetters(10), 1)
  })

  test('leave no effect of a consumer that fails after it, and one when it succeeds', async ({
    assert,
  }) => {
    const organisation = await makeOrganisation('Once')
    failures = 2
    await emit(organisation, '!')
    await workUntilIdle()
    assert.equal(await nameOf(organisation), 'Once')
    for (let attempt = 0; attempt < 3; attempt++) {
      later(600_000)
      await workUntilIdle()
    }
    assert.equal(await nameOf(organisation), 'Once!')
    assert.lengthOf(calls, 3)
  })

  test('wait longer after each failure', async ({ assert }) => {
    const organisation = await makeOrganisation()
    failures = Infinity
    await emit(organisation, '!')
    await workUntilIdle()
    later(400)
    await workUntilIdle()
    assert.lengthOf(calls, 1)
    later(700)
    await workUntilIdle()
    assert.lengthOf(calls, 2)
  })

  test('are handled by another when whoever took them is gone', async ({ assert }) => {
    const organisation = await makeOrganisation('Lost')
    await emit(organisation, '+')
    await relayOnce(tableTransport, now)
    const taken = await tableTransport.take(10, now)
    assert.lengthOf(taken, 1)

    await workUntilIdle()
    assert.lengthOf(calls, 0)
    later(LEASE_MS)
    await workUntilIdle()
    assert.equal(await nameOf(organisation), 'Lost+')
  })

  test('stay with whoever still works on them, however long', async ({ assert, cleanup }) => {
    const organisation = await makeOrganisation()
    await tenancy.run({ organisation }, () => events.emit({ name: 'test.tookLong', payload: {} }))
    mock.timers.enable({ apis: ['setInterval'] })
    cleanup(() => mock.timers.reset())
    let kept: Promise<void> | undefined
    const watched: EventTransport = {
      ...tableTransport,
      keep: (...words) => (kept = tableTransport.keep(...words)),
    }
    const working = new Worker(watched, log, () => now).step()
    const finish = await begun.promise
    for (let passed = 0; passed <= LEASE_MS; passed += KEEP_EVERY_MS) {
      later(KEEP_EVERY_MS)
      mock.timers.tick(KEEP_EVERY_MS)
      await kept
      assert.deepEqual(await tableTransport.take(10, now), [])
    }
    finish()
    await working
    assert.deepEqual(calls, ['took long'])
    assert.lengthOf(await asOwner('select * from deliveries'), 0)
  })

  test('have their effect once when a crash came between effect and acknowledgement', async ({
    assert,
  }) => {
    const organisation = await makeOrganisation('Crash')
    await emit(organisation, '!')
    const forgetful = { ...tableTransport, acknowledge: () => Promise.resolve() }
    const crashing = new Worker(forgetful, log, () => now)
    await crashing.step()
    assert.equal(await nameOf(organisation), 'Crash!')
    later(LEASE_MS)
    await workUntilIdle()
    assert.equal(await nameOf(organisation), 'Crash!')
    assert.lengthOf(await asOwner('select * from deliveries'), 0)
  })

  test('are all handled, whatever order their scopes commit in', async ({ assert }) => {
    const organisation = await makeOrganisation()
    const first = crypto.randomUUID()
    await emit(organisation, 'later id')
    await workUntilIdle()
    // An older id that becomes visible after a newer one has been published.
    await tenancy.run({ organisation }, () =>
      tenancy
        .client()
        .table('outbox')
        .insert({
          id: `00000000${first.slice(8)}`,
          organisation_id: organisation,
          name: 'test.happened',
          payload: JSON.stringify({ label: 'older id' }),
          created_at: new Date(0),
        })
    )
    later(1000)
    await workUntilIdle()
    assert.deepEqual(calls, ['later id', 'older id'])
  })

  test('wait until they are due', async ({ assert }) => {
    const organisation = await makeOrganisation()
    await emit(organisation, '!', new Date(now.getTime() + 3_600_000))
    await workUntilIdle()
    assert.lengthOf(calls, 0)
    later(3_600_001)
    await workUntilIdle()
    assert.lengthOf(calls, 1)
  })

  test('that repeat happen once for each period, however many workers there are', async ({
    assert,
  }) => {
    defineSchedule({ name: 'test.minutely', event: 'test.ticked', payload: {}, everySeconds: 60 })
    await reconcileSchedules(now)
    await reconcileSchedules(now)
    const second = new Worker(tableTransport, log, () => now)
    await Promise.all([worker.step(), second.step()])
    await workUntilIdle()
    assert.lengthOf(calls, 1)
    later(59_000)
    await workUntilIdle()
    assert.lengthOf(calls, 1)
    later(2_000)
    await Promise.all([worker.step(), second.step()])
    await workUntilIdle()
    assert.lengthOf(calls, 2)
  })

  test('that repeat are handed over when others can see them, and not before', async ({
    assert,
  }) => {
    await reconcileSchedules(now)
    const published: string[] = []
    const watched: EventTransport = {
      ...tableTransport,
      publish(publications, at) {
        published.push(...publications.map(({ name }) => name))
        return tableTransport.publish(publications, at)
      },
    }
    assert.isAbove(await relayOnce(watched, now), 0)
    assert.deepEqual(published, [])
    await relayOnce(watched, now)
    assert.include(published, 'core.hourPassed')
  })

  test('whose effect is beyond the database have it again after a failure, and then no more', async ({
    assert,
  }) => {
    const organisation = await makeOrganisation()
    failures = 1
    const event = await tenancy.run({ organisation }, () =>
      events.emit({ name: 'test.sent', payload: {} })
    )
    await workUntilIdle()
    later(600_000)
    await workUntilIdle()
    await asOwner(
      `insert into deliveries (event_id, consumer, organisation_id, due_at)
       values (?, 'test.sends', ?, now())`,
      [event, organisation]
    )
    await workUntilIdle()
    assert.deepEqual(calls, ['sent', 'sent'])
  })

  test('go to the dead letters without quoting anything, and can be replayed', async ({
    assert,
  }) => {
    const organisation = await makeOrganisation('Dead')
    failures = MAX_ATTEMPTS
    const event = await emit(organisation, '!')
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      await workUntilIdle()
      later(600_000)
    }
    const letters = await listDeadLetters(10)
    assert.containSubset(letters, [
      { event, consumer: 'test.renames', attempts: MAX_ATTEMPTS, errorKind: 'TypeError' },
    ])
    const { id, organisation: home } = await makePerson('owner')
    const operator = { organisation: home, person: id }
    assert.equal(await replayDeadLetters(operator, { event, consumer: 'test.renames' }), 1)
    assert.equal(await replayDeadLetters(operator), 0)
    await workUntilIdle()
    assert.equal(await nameOf(organisation), 'Dead!')
    assert.lengthOf(await listDeadLetters(10), 0)
  })

  test('go to the dead letters at once when trying again is of no use', async ({ assert }) => {
    const organisation = await makeOrganisation()
    await tenancy.run({ organisation }, () => events.emit({ name: 'test.refused', payload: {} }))
    await workUntilIdle()
    later(600_000)
    await workUntilIdle()
    assert.deepEqual(calls, ['refused'])
    const letters = await listDeadLetters(10)
    assert.containSubset(letters, [
      { consumer: 'test.isRefused', attempts: 1, errorKind: 'FinalError' },
    ])
  })

  test('are tried as often as their consumer says', async ({ assert }) => {
    const organisation = await makeOrganisation()
    await tenancy.run({ organisation }, () => events.emit({ name: 'test.awaited', payload: {} }))
    for (let attempt = 0; attempt < PATIENCE + 2; attempt++) {
      await workUntilIdle()
      later(600_000)
    }
    assert.lengthOf(calls, PATIENCE)
    const letters = await listDeadLetters(10)
    assert.containSubset(letters, [{ consumer: 'test.waits', attempts: PATIENCE }])
  })

  test('are kept as long as a stream may still owe them, and what was handled with them', async ({
    assert,
    cleanup,
  }) => {
    cleanup(async () => {
      await asOwner('update event_stream set verified_at = null')
    })
    const organisation = await makeOrganisation()
    const event = await emit(organisation, '!')
    await workUntilIdle()
    await asOwner(`update outbox set published_at = now() - interval '40 days' where id = ?`, [
      event,
    ])
    await asOwner(`update inbox set handled_at = now() - interval '40 days'`)
    const kept = async () => [
      (await asOwner('select * from outbox where id = ?', [event])).length,
      (await asOwner('select * from inbox where event_id = ?', [event])).length,
    ]
    const tidyUp = async () => {
      await tenancy.system('worker', () => events.emit({ name: 'core.hourPassed', payload: {} }))
      await workUntilIdle()
    }
    await asOwner(`update event_stream set verified_at = now() - interval '50 days'`)
    await tidyUp()
    assert.deepEqual(await kept(), [1, 1])
    await asOwner('update event_stream set verified_at = now()')
    await tidyUp()
    assert.deepEqual(await kept(), [0, 0])
  })

  test('of expiry delete what has expired and nothing else', async ({ assert }) => {
    const [staying, leaving] = [await makePerson('owner'), await makePerson('owner')]
    await asOwner(
      `update sign_in_sessions set expires_at = now() - interval '1 s' where person_id = ?`,
      [leaving.id]
    )
    await tenancy.system('worker', () => events.emit({ name: 'core.hourPassed', payload: {} }))
    await workUntilIdle()
    const left = await asOwner<{ person_id: string }>(
      'select person_id from sign_in_sessions where person_id in (?, ?)',
      [staying.id, leaving.id]
    )
    assert.deepEqual(left, [{ person_id: staying.id }])
  })
})
