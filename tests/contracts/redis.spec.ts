import { readFileSync } from 'node:fs'
import { RedisConnection } from '@adonisjs/redis'
import { test } from '@japa/runner'
import { assertUsable } from '#core/redis/assert_usable'
import { examine } from '#core/redis/examine'
import { redisOptions } from '#core/redis/redis_options'
import { needs, service } from '#tests/services/running'
import { startValkey } from '#tests/services/valkey'
import { Appliance } from '#tests/support/appliance'
import { canMakeCertificates, makeCertificates } from '#tests/support/certificates'
import { freePort } from '#tests/support/free_port'
import { becomesReady, connectTo } from '#tests/support/redis'

const skips = !service('valkey')
const url = () => service('valkey')?.settings.REDIS_URL ?? ''

/** What the start says about a server at an address. */
async function saidOf(address: string, ca?: string): Promise<string> {
  const redis = new RedisConnection('test', redisOptions(address, ca))
  try {
    await assertUsable(redis)
    return 'usable'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await redis.disconnect()
  }
}

test.group('A server of the Redis protocol at the start', () => {
  test('that cannot be reached is named', async ({ assert }) => {
    const said = await saidOf(`redis://127.0.0.1:${await freePort()}`)
    assert.equal(said, 'REDIS_URL: the server cannot be reached.')
  })

  test('that refuses the password is named, and the password is not repeated', async ({
    assert,
  }) => {
    const address = url().replace(/:[^:@]+@/, ':hidden@')
    assert.equal(await saidOf(address), 'REDIS_URL: the server refuses the user or the password.')
    assert.equal(
      await saidOf(url().replace(/:[^:@]+@/, '')),
      'REDIS_URL: the server refuses the user or the password.'
    )
  }).skip(skips, needs('valkey'))

  for (const policy of ['allkeys-lru', 'volatile-ttl']) {
    test(`that may forget (${policy}) is refused`, async ({ assert, cleanup }) => {
      const valkey = await startValkey(['--maxmemory', '64mb', '--maxmemory-policy', policy])
      cleanup(() => valkey.remove())
      assert.match(await saidOf(valkey.settings.REDIS_URL ?? ''), /^REDIS_URL: .*maxmemory-policy/)
    }).skip(skips, needs('valkey'))
  }

  for (const { daysLeft, trusts, says } of [
    { daysLeft: 1, trusts: true, says: 'usable' },
    { daysLeft: 1, trusts: false, says: 'REDIS_CA_FILE' },
    { daysLeft: -1, trusts: true, says: 'REDIS_URL: the certificate of the server has expired.' },
  ]) {
    const kind = daysLeft > 0 ? 'a good' : 'an expired'
    test(`over TLS with ${kind} certificate, the authority ${trusts ? 'named' : 'not named'}: ${says}`, async ({
      assert,
      cleanup,
    }) => {
      const certificates = makeCertificates(daysLeft)
      const port = String(await freePort())
      const valkey = await startValkey([
        ...['--tls-port', port, '--tls-auth-clients', 'no', '--tls-key-file', certificates.key],
        ...['--tls-cert-file', certificates.certificate],
        ...['--tls-ca-cert-file', certificates.authority],
      ])
      cleanup(async () => {
        await valkey.remove()
        certificates.remove()
      })
      const address = new URL(valkey.settings.REDIS_URL ?? '')
      address.port = port
      const secure = String(address).replace('redis:', 'rediss:')
      const ca = trusts ? readFileSync(certificates.authority, 'utf8') : undefined
      assert.include(await saidOf(secure, ca), says)
    }).skip(skips || !canMakeCertificates, skips ? needs('valkey') : 'needs openssl')
  }

  test('stops the start of the appliance when it cannot be used', async ({ assert }) => {
    const { status, output } = await Appliance.refused({
      environment: { REDIS_URL: url().replace(/:[^:@]+@/, ':hidden@') },
    })
    assert.equal(status, 1)
    assert.include(output, 'REDIS_URL: the server refuses the user or the password.')
    assert.notInclude(output, 'hidden')
  })
    .skip(skips, needs('valkey'))
    .timeout(120_000)
})

test.group('A server of the Redis protocol in the health', () => {
  test('is well', async ({ assert, cleanup }) => {
    const redis = await connectTo(service('valkey'))
    cleanup(() => redis.disconnect())
    assert.isNull(await examine(redis))
  }).skip(skips, needs('valkey'))

  test('is unreachable while it is away, and well when it is back', async ({ assert, cleanup }) => {
    const valkey = await startValkey()
    const redis = await connectTo(valkey)
    cleanup(async () => {
      await redis.disconnect()
      await valkey.remove()
    })
    await valkey.kill()
    assert.equal(await examine(redis), 'unreachable')
    await valkey.restart()
    await becomesReady(redis)
    assert.isNull(await examine(redis))
  }).skip(skips, needs('valkey'))

  for (const { name, setting, word } of [
    {
      name: 'has become one that forgets',
      setting: ['maxmemory-policy', 'allkeys-lru'],
      word: 'evicting',
    },
    { name: 'has no room left', setting: ['maxmemory', '1'], word: 'full' },
    { name: 'has become a replica', setting: ['replicaof', '127.0.0.1', '1'], word: 'readOnly' },
  ]) {
    test(`${name}: ${word}`, async ({ assert, cleanup }) => {
      const valkey = await startValkey()
      const redis = await connectTo(valkey)
      cleanup(async () => {
        await redis.disconnect()
        await valkey.remove()
      })
      const [first = '', ...rest] = setting
      if (first === 'replicaof') await redis.call(first, ...rest)
      else await redis.call('config', 'set', first, ...rest)
      assert.equal(await examine(redis), word)
    }).skip(skips, needs('valkey'))
  }

  test('whose password has been changed says so', async ({ assert, cleanup }) => {
    const valkey = await startValkey()
    const redis = await connectTo(valkey)
    cleanup(async () => {
      await redis.disconnect()
      await valkey.remove()
    })
    await redis.call('config', 'set', 'requirepass', 'another')
    const refused = new Promise((resolve) => redis.ioConnection.once('error', resolve))
    redis.ioConnection.disconnect(true)
    await refused
    assert.equal(await examine(redis), 'wrongCredentials')
  }).skip(skips, needs('valkey'))
})
