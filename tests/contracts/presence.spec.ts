import type { RedisConnection } from '@adonisjs/redis'
import { test } from '@japa/runner'
import { Hub } from '#live/hub'
import type { LiveNotice } from '#live/live_bus'
import { OwnPresence } from '#live/own_presence'
import type { PresenceStore } from '#live/presence_store'
import { RedisPresence } from '#live/redis_presence'
import { needs, service } from '#tests/services/running'
import type { Service } from '#tests/services/service'
import { startValkey } from '#tests/services/valkey'
import { becomesReady, connectTo } from '#tests/support/redis'

const skips = !service('valkey')

const ROOM = 'session:room'
const NODES = 'belvedere:presence:nodes'
const ANNA = { id: 'a', name: 'Anna' }
const BEN = { id: 'b', name: 'Ben' }

const adapters: { name: string; skips: boolean; start: () => Promise<PresenceStore> }[] = [
  { name: 'each node its own', skips: false, start: async () => new OwnPresence() },
  {
    name: 'Redis protocol',
    skips,
    start: async () => new RedisPresence(await connectTo(service('valkey'))),
  },
]

for (const { name, skips: skipsAdapter, start } of adapters) {
  test(`Presence, ${name}: a node is not among the others`, async ({ assert, cleanup }) => {
    const presence = await start()
    cleanup(async () => {
      await presence.stop()
    })
    await presence.put(ROOM, [ANNA])
    assert.deepEqual(await presence.others(ROOM), [])
    await presence.put(ROOM, [])
    assert.deepEqual(await presence.others(ROOM), [])
  }).skip(skipsAdapter, needs('valkey'))
}

test.group('Presence on several nodes', (group) => {
  let valkey: Service
  let connections: RedisConnection[]
  let here: RedisPresence
  let there: RedisPresence
  group.each.setup(async () => {
    if (skips) return () => undefined
    valkey = await startValkey(['--appendonly', 'no'])
    connections = [await connectTo(valkey), await connectTo(valkey)]
    ;[here, there] = [presenceAt(0), presenceAt(1)]
    await here.beat()
    await there.beat()
    return async () => {
      await here.stop()
      await there.stop()
      for (const redis of connections) await redis.disconnect()
      await valkey.remove()
    }
  })

  const connectionAt = (index: number) => {
    const redis = connections[index]
    if (!redis) throw new Error('No such connection')
    return redis
  }
  const presenceAt = (index: number) => new RedisPresence(connectionAt(index))

  test('each knows of the others, by channel', async ({ assert }) => {
    await here.put(ROOM, [ANNA, BEN])
    assert.deepEqual(await there.others(ROOM), [ANNA, BEN])
    assert.deepEqual(await there.others('session:other'), [])
    await here.put(ROOM, [BEN])
    assert.deepEqual(await there.others(ROOM), [BEN])
    await here.put(ROOM, [])
    assert.deepEqual(await there.others(ROOM), [])
  }).skip(skips, needs('valkey'))

  test('whose node ends in good order is gone at once, and nothing was lost', async ({
    assert,
  }) => {
    await here.put(ROOM, [ANNA])
    await there.beat()
    const changes: boolean[] = []
    there.onChange((hasLostNode) => changes.push(hasLostNode))
    await here.stop()
    assert.deepEqual(await there.others(ROOM), [])
    await there.beat()
    assert.deepEqual(changes, [false])
  }).skip(skips, needs('valkey'))

  test('are told at once when a node that ends leaves people behind', async ({ assert }) => {
    const told: (LiveNotice | 'stopped')[] = []
    const bus = {
      send: (notice: LiveNotice) => told.push(notice),
      listen: () => undefined,
      stop: () => Promise.resolve(void told.push('stopped')),
    }
    await here.put(ROOM, [ANNA])
    await new Hub(bus, here).leaveNodes()
    assert.deepEqual(told, [{ kind: 'presence', channel: ROOM }, 'stopped'])
  }).skip(skips, needs('valkey'))

  test('whose node was killed is gone once it has given no sign for ten seconds', async ({
    assert,
  }) => {
    const redis = connectionAt(1)
    const signed = async (secondsAgo: number) => {
      const [now = 0] = await redis.time()
      await redis.zadd(NODES, (now - secondsAgo) * 1000, 'killed')
    }
    await signed(8)
    await redis.hset(`belvedere:presence:channel:${ROOM}`, 'killed', JSON.stringify([ANNA]))
    assert.deepEqual(await there.others(ROOM), [ANNA])
    await there.beat()
    const changes: boolean[] = []
    there.onChange((hasLostNode) => changes.push(hasLostNode))
    await signed(11)
    assert.deepEqual(await there.others(ROOM), [])
    await there.beat()
    await there.beat()
    assert.deepEqual(changes, [true])
  }).skip(skips, needs('valkey'))

  test('while the server is away there are no others, and nothing fails', async ({ assert }) => {
    await here.put(ROOM, [ANNA])
    const changes: boolean[] = []
    there.onChange((hasLostNode) => changes.push(hasLostNode))
    await there.beat()
    await valkey.kill()
    assert.deepEqual(await there.others(ROOM), [])
    await there.put(ROOM, [BEN])
    await there.beat()
    await there.beat()
    assert.deepEqual(changes, [false])
  }).skip(skips, needs('valkey'))

  test('when it is back, with nothing in it, every node tells again who is there', async ({
    assert,
  }) => {
    await here.put(ROOM, [ANNA])
    await valkey.kill()
    await there.put(ROOM, [BEN])
    await here.beat()
    await there.beat()
    await valkey.restart()
    for (const redis of connections) await becomesReady(redis)
    await here.beat()
    await there.beat()
    assert.deepEqual(await there.others(ROOM), [ANNA])
    assert.deepEqual(await here.others(ROOM), [BEN])
  }).skip(skips, needs('valkey'))

  test('what nobody renews is forgotten', async ({ assert }) => {
    await here.put(ROOM, [ANNA])
    const left = await connectionAt(0).pttl(`belvedere:presence:channel:${ROOM}`)
    assert.isAbove(left, 0)
    assert.isAtMost(left, 60_000)
  }).skip(skips, needs('valkey'))
})
