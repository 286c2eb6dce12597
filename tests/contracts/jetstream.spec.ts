import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { AckPolicy, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { test } from '@japa/runner'
import { allConsumers } from '#core/events/consumers'
import { deliver } from '#core/events/deliver'
import { JetStreamTransport } from '#core/events/jetstream/jetstream_transport'
import { EventsUnavailableError } from '#core/events/jetstream/nats_errors'
import { durableOf, STREAM } from '#core/events/jetstream/stream'
import { events } from '#core/events/events'
import { relayOnce } from '#core/events/relay'
import { tableTransport } from '#core/events/table_transport'
import { outboxSignal } from '#core/events/wake_up'
import { Worker } from '#core/events/worker'
import { findUnwellParts } from '#core/health/parts'
import { tenancy } from '#core/tenancy/tenancy'
import { startNats } from '#tests/services/nats'
import { needs, service } from '#tests/services/running'
import type { Service } from '#tests/services/service'
import { asOwner } from '#tests/support/database'
import { makeOrganisation } from '#tests/support/people'
import { certificates } from './support/certificates.js'
import { effects, forgetEvents, makeEffects, takeNext, tell } from './support/effects.js'

const isMissing = !service('nats')
const reason = needs('nats')
const log = { error: () => undefined }

/** Looks again and again until something is so. */
async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await wait(20)
}

/** What a start with these settings is refused for. */
async function refusal(settings: { url: string; ca?: string; certificate?: string; key?: string }) {
  try {
    const transport = await JetStreamTransport.open(settings, 1)
    await transport.close()
  } catch (error) {
    if (error instanceof EventsUnavailableError) return error
    throw error
  }
  return undefined
}

/** A way to the server beside the appliance's own. */
async function manage(nats: Service, work: (manager: JetStreamManager) => Promise<unknown>) {
  const { username: user, password: pass } = new URL(nats.settings.NATS_URL ?? '')
  const connection = await connect({ servers: `${nats.host}:${nats.port}`, user, pass })
  try {
    await work(await jetstreamManager(connection))
  } finally {
    await connection.close()
  }
}

test.group('A start on NATS is refused, with the reason', () => {
  test('when no server answers', async ({ assert }) => {
    const error = await refusal({ url: 'nats://127.0.0.1:9' })
    assert.equal(error?.problem, 'unreachable')
    assert.match(error?.message ?? '', /^NATS_URL: /)
  })

  test('when the credentials are wrong, and they are not repeated', async ({ assert }) => {
    const url = service('nats')?.settings.NATS_URL?.replace(/:[^:@]+@/, ':hidden@') ?? ''
    const error = await refusal({ url })
    assert.equal(error?.problem, 'wrongCredentials')
    assert.notInclude(error?.message ?? '', 'hidden')
  }).skip(isMissing, reason)

  test('when the server has no JetStream', async ({ assert, cleanup }) => {
    const nats = await startNats('', { hasJetStream: false })
    cleanup(() => nats.remove())
    const error = await refusal({ url: nats.settings.NATS_URL ?? '' })
    assert.equal(error?.problem, 'withoutJetStream')
  }).skip(isMissing, reason)

  test('when the stream belongs to another appliance', async ({ assert, cleanup }) => {
    const nats = await startNats()
    cleanup(() => nats.remove())
    const url = nats.settings.NATS_URL ?? ''
    const transport = await JetStreamTransport.open({ url }, 1)
    cleanup(() => transport.close())
    await transport.tend()
    const [row] = await asOwner<{ appliance_id: string }>('select appliance_id from event_stream')
    cleanup(async () => {
      await asOwner('update event_stream set appliance_id = ?', [row?.appliance_id])
    })
    await asOwner('update event_stream set appliance_id = gen_random_uuid()')
    assert.equal((await refusal({ url }))?.problem, 'streamOfAnotherAppliance')
    await assert.rejects(() => transport.tend(), /another appliance/)
  }).skip(isMissing, reason)

  for (const [what, from, to, isTrusted, problem] of [
    ['has expired', -3, -1, true, 'certificateExpired'],
    ['is not trusted', -1, 30, false, 'certificateNotTrusted'],
  ] as const) {
    test(`when the server's certificate ${what}`, async ({ assert, cleanup }) => {
      const pair = certificates(from, to)
      const nats = await startNats(pair.tls())
      cleanup(async () => {
        await nats.remove()
        rmSync(pair.folder, { recursive: true })
      })
      const url = (nats.settings.NATS_URL ?? '').replace('nats:', 'tls:')
      const error = await refusal(isTrusted ? { url, ca: pair.ca } : { url })
      assert.equal(error?.problem, problem)
    }).skip(isMissing, reason)
  }

  test('when the certificate that it shows has expired', async ({ assert, cleanup }) => {
    const [server, client] = [certificates(-1, 30), certificates(-3, -1)]
    const nats = await startNats(server.tls(`ca_file: "${client.ca}", verify: true`))
    cleanup(async () => {
      await nats.remove()
      for (const { folder } of [server, client]) rmSync(folder, { recursive: true })
    })
    const url = (nats.settings.NATS_URL ?? '').replace('nats:', 'tls:')
    const shown = { certificate: client.certificate, key: client.key }
    const error = await refusal({ url, ca: server.ca, ...shown })
    assert.equal(error?.problem, 'certificateExpired')
  }).skip(isMissing, reason)
})

test.group('With certificates that are good', () => {
  test('NATS is used over TLS, both sides showing theirs', async ({ assert, cleanup }) => {
    const pair = certificates(-1, 30)
    const nats = await startNats(pair.tls(`ca_file: "${pair.ca}", verify: true`))
    cleanup(async () => {
      await nats.remove()
      rmSync(pair.folder, { recursive: true })
    })
    const url = (nats.settings.NATS_URL ?? '').replace('nats:', 'tls:')
    assert.isUndefined(await refusal({ url, ...pair }))
  }).skip(isMissing, reason)
})

test.group('While it runs', (group) => {
  group.setup(async () => {
    await makeEffects()
    return async () => {
      await forgetEvents()
      await asOwner('drop table contract_effects')
    }
  })

  test('a certificate that expires is named, and a new one is taken without a start', async ({
    assert,
    cleanup,
  }) => {
    const [good, expired] = [certificates(-1, 30), certificates(-3, -1)]
    const shown = mkdtempSync(join(tmpdir(), 'belvedere-shown-'))
    const authorities = join(shown, 'authorities.pem')
    writeFileSync(authorities, [good, expired].map(({ ca }) => readFileSync(ca)).join(''))
    const show = ({ certificate, key }: typeof good) => {
      copyFileSync(certificate, join(shown, 'certificate.pem'))
      copyFileSync(key, join(shown, 'key.pem'))
    }
    show(good)
    const nats = await startNats(good.tls(`ca_file: "${authorities}", verify: true`))
    cleanup(async () => {
      await nats.remove()
      for (const folder of [good.folder, expired.folder, shown]) rmSync(folder, { recursive: true })
    })
    const settings = {
      url: (nats.settings.NATS_URL ?? '').replace('nats:', 'tls:'),
      ca: good.ca,
      certificate: join(shown, 'certificate.pem'),
      key: join(shown, 'key.pem'),
    }
    const transport = await JetStreamTransport.open(settings, 1)
    cleanup(() => transport.close())
    assert.isNull(transport.problem())
    show(expired)
    await nats.kill()
    await nats.restart()
    await until(() => transport.problem() === 'certificateExpired')
    await assert.rejects(() => transport.publish([]), /a certificate has expired/)
    show(good)
    await until(() => transport.problem() === null)
  }).skip(isMissing, reason)

  test('a server whose disk is used up is full, and nothing is lost', async ({
    assert,
    cleanup,
  }) => {
    await forgetEvents()
    const organisation = await makeOrganisation()
    const nats = await startNats('', { diskMib: 1 })
    const transport = await JetStreamTransport.open({ url: nats.settings.NATS_URL ?? '' }, 1)
    const worker = new Worker(transport, log)
    cleanup(async () => {
      await worker.stop()
      await transport.close()
      await nats.remove()
    })
    await transport.tend()
    // Somebody else's stream takes all of the disk that the server may have.
    await manage(nats, async (manager) => {
      await manager.streams.add({ name: 'OTHER', subjects: ['other'] })
      const client = manager.jetstream()
      await assert.rejects(async () => {
        for (;;) await client.publish('other', new Uint8Array(64 * 1024))
      }, /insufficient|resource|storage/i)
    })
    worker.start()
    const event = await tell(organisation)
    const eventsPart = async () => (await findUnwellParts()).find(({ name }) => name === 'events')
    await until(async () => (await eventsPart())?.reason === 'full')
    assert.deepEqual(await effects(organisation), {})
    await manage(nats, (manager) => manager.streams.delete('OTHER'))
    await until(async () => (await eventsPart()) === undefined)
    await until(async () => Object.keys(await effects(organisation)).length === 2)
    assert.equal((await effects(organisation))[`${event} contract.first`], 1)
  }).skip(isMissing, reason)
})

test.group('The stream', (group) => {
  let nats: Service
  let transport: JetStreamTransport
  let organisation: string

  const open = () => JetStreamTransport.open({ url: nats.settings.NATS_URL ?? '' }, 1)
  const relay = () => relayOnce(transport, new Date(Date.now() + 10))
  const handleNext = async (count: number) => {
    for (const delivery of await takeNext(transport, count)) {
      await deliver(transport, delivery, new Date())
    }
  }
  const handleUntil = async (count: number) => {
    while (Object.keys(await effects(organisation)).length < count) await handleNext(1)
  }
  const ageEverything = async () => {
    await asOwner(`update outbox set published_at = published_at - interval '1 hour'`)
    await asOwner(`update event_consumers set since = since - interval '1 day'`)
    await asOwner('update event_stream set verified_at = null')
  }

  group.setup(async () => {
    if (isMissing) return () => undefined
    nats = await startNats()
    await makeEffects()
    return async () => {
      await asOwner('drop table contract_effects')
      await nats.remove()
    }
  })

  group.each.setup(async () => {
    if (isMissing) return () => undefined
    transport = await open()
    await forgetEvents()
    await transport.discard()
    await transport.tend()
    organisation = await makeOrganisation()
    return () => transport.close()
  })

  test('is declared as the appliance needs it, with one durable for each consumer', async ({
    assert,
  }) => {
    await manage(nats, async (manager) => {
      const { config } = await manager.streams.info(STREAM)
      assert.containSubset(config, {
        storage: 'file',
        num_replicas: 1,
        duplicate_window: 120_000_000_000,
        retention: 'interest',
        discard: 'new',
      })
      const durables = []
      for await (const { name, config } of manager.consumers.list(STREAM)) {
        durables.push(name)
        assert.containSubset(config, { ack_policy: 'explicit', max_deliver: -1 })
      }
      assert.sameMembers(
        durables,
        allConsumers().map(({ name }) => durableOf(name))
      )
    })
  }).skip(isMissing, reason)

  test('is brought back to that; what is no more goes, and limits of an operator stay', async ({
    assert,
  }) => {
    await manage(nats, async (manager) => {
      const { config } = await manager.streams.info(STREAM)
      const changed = { ...config, duplicate_window: 1_000_000_000, max_bytes: 1_000_000 }
      await manager.streams.update(STREAM, changed)
      const durable = { durable_name: 'test-gone', ack_policy: AckPolicy.Explicit }
      await manager.consumers.add(STREAM, durable)
      await manager.consumers.delete(STREAM, 'contract-first')
      const next = await open()
      await next.tend()
      await next.close()
      const { config: now } = await manager.streams.info(STREAM)
      assert.containSubset(now, { duplicate_window: 120_000_000_000, max_bytes: 1_000_000 })
      await assert.rejects(() => manager.consumers.info(STREAM, 'test-gone'))
      await manager.consumers.info(STREAM, 'contract-first')
    })
  }).skip(isMissing, reason)

  test('holds no word of what events tell', async ({ assert }) => {
    const event = await tell(organisation, 'contract.happened', 'a word')
    await relay()
    await manage(nats, async (manager) => {
      const message = await manager.streams.getMessage(STREAM, { last_by_subj: '>' })
      assert.equal(message?.string(), event)
      assert.equal(message?.header.get('Nats-Msg-Id'), event)
      assert.sameMembers(message?.header.keys() ?? [], ['Nats-Expected-Stream', 'Nats-Msg-Id'])
    })
  }).skip(isMissing, reason)

  test('cannot be made to tell what did not happen', async ({ assert }) => {
    await manage(nats, async (manager) => {
      const client = manager.jetstream()
      await client.publish('belvedere.events.contract.happened', crypto.randomUUID())
      await client.publish('belvedere.events.contract.happened', 'no id at all')
      const event = await tell(organisation)
      await relay()
      const taken = await takeNext(transport, 2)
      assert.isTrue(taken.every((delivery) => delivery.event.id === event))
    })
  }).skip(isMissing, reason)

  test('that is removed is made again, and what it held is told again', async ({ assert }) => {
    const handled = await tell(organisation)
    await relay()
    await handleNext(2)
    const lost = [await tell(organisation), await tell(organisation)]
    await relay()
    await manage(nats, (manager) => manager.streams.delete(STREAM))
    await assert.rejects(() => tell(organisation).then(relay))
    await transport.tend()
    assert.equal(await relay(), 3)
    await handleUntil(8)
    const found = await effects(organisation)
    assert.lengthOf(Object.keys(found), 8)
    assert.isTrue(Object.values(found).every((count) => count === 1))
    for (const event of [handled, ...lost]) assert.equal(found[`${event} contract.first`], 1)
  }).skip(isMissing, reason)

  test('is made anew by the command of an operator, and all that is not handled told again', async ({
    assert,
  }) => {
    // An event whose consumers the command's own process has too.
    await tenancy.system('worker', () => events.emit({ name: 'core.hourPassed', payload: {} }))
    assert.equal(await relay(), 1)
    const { status } = spawnSync(process.execPath, ['ace.js', 'events:rebuild'], {
      env: { ...process.env, ...nats.settings },
    })
    assert.equal(status, 0)
    assert.equal(await relay(), 1)
  }).skip(isMissing, reason)

  test('that has lost messages has these told again, even within the window for duplicates', async ({
    assert,
  }) => {
    const lost = await tell(organisation)
    // Messages are lost before anybody has fetched them.
    await transport.close()
    transport = await open()
    await relay()
    await manage(nats, (manager) => manager.streams.purge(STREAM))
    await ageEverything()
    await transport.tend()
    assert.equal(await relay(), 1)
    await handleNext(2)
    assert.deepEqual(await effects(organisation), {
      [`${lost} contract.first`]: 1,
      [`${lost} contract.second`]: 1,
    })
  }).skip(isMissing, reason)

  test('that has lost its end, as after a power cut, has it told again', async ({ assert }) => {
    await tell(organisation)
    await relay()
    await takeNext(transport, 2)
    await ageEverything()
    // It was acknowledged for a place that the stream has not come to again.
    await asOwner('update outbox set sequence = sequence + 1000')
    await transport.tend()
    assert.equal(await relay(), 1)
  }).skip(isMissing, reason)

  test('uses up no attempt while the database is away', async ({ assert, cleanup }) => {
    await tell(organisation)
    await relay()
    await asOwner('alter table outbox rename to outbox_away')
    const bringBack = () => asOwner('alter table if exists outbox_away rename to outbox')
    cleanup(async () => {
      await bringBack()
    })
    for (let tries = 0; tries < 10;) {
      const { calls } = transport.arrivals
      try {
        await transport.take(10)
        await transport.arrivals.sleepUnlessWoken(20, calls)
      } catch {
        tries++
      }
    }
    await bringBack()
    for (const { attempts } of await takeNext(transport, 2)) assert.equal(attempts, 1)
  }).skip(isMissing, reason)

  test('gives what somebody took who is gone to another', async ({ assert }) => {
    const event = await tell(organisation)
    await relay()
    await takeNext(transport, 2)
    await transport.close()
    transport = await open()
    await transport.tend()
    for (const delivery of await takeNext(transport, 2)) {
      assert.containSubset(delivery, { attempts: 2, event: { id: event } })
    }
  }).skip(isMissing, reason)

  test('has nothing told again that is on its way or handled', async ({ assert }) => {
    await tell(organisation)
    await relay()
    await ageEverything()
    await transport.tend()
    assert.equal(await relay(), 0)
    await handleNext(2)
    await transport.tend()
    assert.equal(await relay(), 0)
  }).skip(isMissing, reason)

  test('that is full lets events wait in the outbox, says so, and goes on by itself', async ({
    assert,
    cleanup,
  }) => {
    const limit = (bytes: number) =>
      manage(nats, async (manager) => {
        const { config } = await manager.streams.info(STREAM)
        await manager.streams.update(STREAM, { ...config, max_bytes: bytes })
      })
    await limit(1)
    const worker = new Worker(transport, log)
    worker.start()
    cleanup(() => worker.stop())
    const event = await tell(organisation)
    const eventsPart = async () => (await findUnwellParts()).find(({ name }) => name === 'events')
    await until(async () => (await eventsPart())?.reason === 'full')
    assert.deepEqual(await effects(organisation), {})
    await limit(-1)
    await until(async () => (await eventsPart()) === undefined)
    await until(async () => Object.keys(await effects(organisation)).length === 2)
    assert.equal((await effects(organisation))[`${event} contract.first`], 1)
  }).skip(isMissing, reason)

  test('goes on by itself when its server was killed', async ({ assert }) => {
    const worker = new Worker(transport, log)
    worker.start()
    await until(async () => !(await findUnwellParts()).some(({ name }) => name === 'events'))
    await nats.kill()
    await until(() => transport.problem() === 'unreachable')
    const event = await tell(organisation)
    await nats.restart()
    await until(async () => Object.keys(await effects(organisation)).length === 2)
    assert.isNull(transport.problem())
    assert.equal((await effects(organisation))[`${event} contract.first`], 1)
    await worker.stop()
  }).skip(isMissing, reason)

  test('lets the relay of another process look at once', async () => {
    const other = await open()
    const { calls } = outboxSignal
    other.announce()
    await until(() => outboxSignal.calls > calls)
    await other.close()
  }).skip(isMissing, reason)

  test('gives what it still has to the table when it is given up, and takes it over again', async ({
    assert,
  }) => {
    const event = await tell(organisation)
    await relay()
    await ageEverything()
    await tableTransport.tend()
    await relayOnce(tableTransport, new Date(Date.now() + 10))
    const [first] = await takeNext(tableTransport, 1)
    await deliver(tableTransport, first!, new Date())

    await transport.tend()
    assert.lengthOf(await asOwner('select * from deliveries'), 0)
    assert.equal(await relay(), 1)
    await handleUntil(2)
    assert.deepEqual(await effects(organisation), {
      [`${event} contract.first`]: 1,
      [`${event} contract.second`]: 1,
    })
  }).skip(isMissing, reason)

  test('that is wiped under load is built again, nothing lost and nothing doubled', async ({
    assert,
    cleanup,
  }) => {
    const workers = [new Worker(transport, log), new Worker(await open(), log)]
    cleanup(async () => {
      for (const worker of workers) await worker.stop()
    })
    for (const worker of workers) worker.start()
    const told: string[] = []
    for (let round = 0; round < 5; round++) {
      for (let number = 0; number < 60; number++) told.push(await tell(organisation))
      // What has not been built again yet cannot be wiped again.
      await until(async () => {
        let isThere = false
        await manage(nats, async (manager) => {
          for await (const { config } of manager.streams.list()) isThere ||= config.name === STREAM
          if (isThere) await manager.streams.delete(STREAM)
        })
        return isThere
      })
    }
    await until(async () => Object.keys(await effects(organisation)).length === 2 * told.length)
    const found = await effects(organisation)
    assert.isTrue(Object.values(found).every((count) => count === 1))
    assert.isTrue(told.every((event) => found[`${event} contract.first`] === 1))
  }).skip(isMissing, reason)
})
