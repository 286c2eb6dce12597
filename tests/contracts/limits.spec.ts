import { errors } from '@adonisjs/limiter'
import LimiterMemoryStore from '@adonisjs/limiter/stores/memory'
import type { LimiterConsumptionOptions, LimiterStoreContract } from '@adonisjs/limiter/types'
import type { RedisConnection } from '@adonisjs/redis'
import { test } from '@japa/runner'
import { SharedLimits } from '#core/limits/shared_limits'
import { needs, service } from '#tests/services/running'
import type { Service } from '#tests/services/service'
import { startValkey } from '#tests/services/valkey'
import { becomesReady, connectTo } from '#tests/support/redis'

const FIVE: LimiterConsumptionOptions = { requests: 5, duration: 600 }
const skips = !service('valkey')

type Make = (options: LimiterConsumptionOptions) => LimiterStoreContract

async function isRefused(store: LimiterStoreContract, key: string): Promise<boolean> {
  try {
    await store.consume(key)
    return false
  } catch (error) {
    if (error instanceof errors.E_TOO_MANY_REQUESTS) return true
    throw error
  }
}

const adapters: { name: string; skips: boolean; start: () => Promise<[Make, () => unknown]> }[] = [
  {
    name: 'memory',
    skips: false,
    start: async () => [(options) => new LimiterMemoryStore(options), () => undefined],
  },
  {
    name: 'Redis protocol',
    skips,
    start: async () => {
      const redis = await connectTo(service('valkey'))
      return [(options) => new SharedLimits(redis, options), () => redis.quit()]
    },
  },
]

for (const { name, skips: skipsAdapter, start } of adapters) {
  test.group(`Limits: ${name}`, (group) => {
    let make: Make
    group.each.setup(async () => {
      if (skipsAdapter) return () => undefined
      const [maker, end] = await start()
      make = maker
      return async () => {
        await make(FIVE).clear()
        await end()
      }
    })

    test('refuses what goes beyond, and says how long', async ({ assert }) => {
      const store = make(FIVE)
      for (let left = 4; left >= 0; left--) {
        const { remaining, availableIn } = await store.consume('somebody')
        assert.equal(remaining, left)
        assert.isAtMost(availableIn, 600)
        assert.isAbove(availableIn, 590)
      }
      assert.isTrue(await isRefused(store, 'somebody'))
      assert.isFalse(await isRefused(store, 'somebody else'))
    }).skip(skipsAdapter, needs('valkey'))

    test('lets no more through at once than one after the other', async ({ assert }) => {
      const store = make(FIVE)
      const tries = Array.from({ length: 40 }, () => isRefused(store, 'crowd'))
      assert.lengthOf(
        (await Promise.all(tries)).filter((refused) => !refused),
        5
      )
    }).skip(skipsAdapter, needs('valkey'))

    test('keeps limits apart that count under the same key', async ({ assert }) => {
      const [few, many] = [make({ requests: 1, duration: 600 }), make(FIVE)]
      await few.consume('same')
      assert.equal((await many.increment('same')).consumed, 1)
      assert.isTrue(await isRefused(few, 'same'))
      assert.equal((await many.get('same'))?.consumed, 1)
    }).skip(skipsAdapter, needs('valkey'))

    test('gives back, forgets and blocks', async ({ assert }) => {
      const store = make(FIVE)
      assert.isNull(await store.get('one'))
      await store.increment('one', 3)
      assert.equal((await store.decrement('one')).consumed, 2)
      assert.isTrue(await store.delete('one'))
      assert.isNull(await store.get('one'))
      await store.block('one', 60)
      const blocked = await store.get('one')
      assert.equal(blocked?.remaining, 0)
      assert.isAtMost(blocked?.availableIn ?? 600, 60)
      assert.isTrue(await isRefused(store, 'one'))
    }).skip(skipsAdapter, needs('valkey'))

    test('forgets all when told to', async ({ assert }) => {
      const [one, other] = [make(FIVE), make({ requests: 2, duration: 60 })]
      await one.increment('key')
      await other.increment('key')
      await one.clear()
      if (name !== 'memory') assert.isNull(await other.get('key'))
      assert.isNull(await one.get('key'))
    }).skip(skipsAdapter, needs('valkey'))
  })
}

test.group('Limits of several nodes', (group) => {
  let valkey: Service
  let nodes: SharedLimits[]
  let connections: RedisConnection[]
  group.each.setup(async (test) => {
    if (skips) return () => undefined
    const keeps = test.options.tags.includes('@keeps')
    valkey = await startValkey(['--appendonly', keeps ? 'yes' : 'no'])
    connections = [await connectTo(valkey), await connectTo(valkey)]
    nodes = connections.map((redis) => new SharedLimits(redis, FIVE))
    return async () => {
      for (const redis of connections) await redis.disconnect()
      await valkey.remove()
    }
  })

  /** Both nodes are connected again, and have told what they know. */
  const isBack = async () => {
    for (const redis of connections) await becomesReady(redis)
    for (const node of nodes) await node.get('anything')
  }

  const nodeAt = (index: number) => {
    const node = nodes[index]
    if (!node) throw new Error('No such node')
    return node
  }

  test('are counted together', async ({ assert }) => {
    for (const index of [0, 1, 0, 1, 0]) assert.isFalse(await isRefused(nodeAt(index), 'x'))
    assert.isTrue(await isRefused(nodeAt(0), 'x'))
    assert.isTrue(await isRefused(nodeAt(1), 'x'))
  }).skip(skips, needs('valkey'))

  test('that are used up stay so on each node that knows, while the server is away', async ({
    assert,
  }) => {
    for (let time = 0; time < 6; time++) await isRefused(nodeAt(0), 'x')
    await valkey.kill()
    assert.isTrue(await isRefused(nodeAt(0), 'x'))
  }).skip(skips, needs('valkey'))

  test('are the whole limit and no more on a node that knows nothing, while it is away', async ({
    assert,
  }) => {
    await valkey.kill()
    const tries = Array.from({ length: 20 }, () => isRefused(nodeAt(0), 'x'))
    assert.lengthOf(
      (await Promise.all(tries)).filter((refused) => !refused),
      5
    )
  }).skip(skips, needs('valkey'))

  test('that are used up stay so on every node when the server comes back and has forgotten', async ({
    assert,
  }) => {
    for (let time = 0; time < 6; time++) await isRefused(nodeAt(0), 'x')
    await valkey.kill()
    await valkey.restart()
    await isBack()
    assert.isTrue(await isRefused(nodeAt(0), 'x'))
    assert.isTrue(await isRefused(nodeAt(1), 'x'))
  }).skip(skips, needs('valkey'))

  test('count what each node let through alone, when it is back', async ({ assert }) => {
    await nodeAt(0).consume('x')
    await nodeAt(1).consume('x')
    await valkey.kill()
    for (const index of [0, 1]) await nodeAt(index).consume('x')
    await valkey.restart()
    await isBack()
    assert.equal((await nodeAt(0).get('x'))?.consumed, 4)
    assert.equal((await nodeAt(1).get('x'))?.consumed, 4)
  })
    .tags(['@keeps'])
    .skip(skips, needs('valkey'))

  test('are kept although the server does not answer', async ({ assert, cleanup }) => {
    await nodeAt(0).increment('x', 5)
    const pid = valkey.pid ?? 0
    process.kill(pid, 'SIGSTOP')
    cleanup(() => void process.kill(pid, 'SIGCONT'))
    assert.isTrue(await isRefused(nodeAt(0), 'x'))
    // It has been left: nobody waits for it any more.
    const from = performance.now()
    for (let time = 0; time < 50; time++) assert.isTrue(await isRefused(nodeAt(0), 'x'))
    assert.isBelow(performance.now() - from, 400)
  }).skip(skips, needs('valkey'))

  test('are kept although the server is full', async ({ assert, cleanup }) => {
    const redis = await connectTo(valkey)
    cleanup(() => redis.disconnect())
    await nodeAt(0).increment('x', 4)
    await redis.call('config', 'set', 'maxmemory', '1')
    assert.isFalse(await isRefused(nodeAt(0), 'x'))
    assert.isTrue(await isRefused(nodeAt(0), 'x'))
    await redis.call('config', 'set', 'maxmemory', '0')
    await isBack()
    assert.isTrue(await isRefused(nodeAt(1), 'x'))
  }).skip(skips, needs('valkey'))
})
