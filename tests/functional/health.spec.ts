import { renameSync } from 'node:fs'
import { test } from '@japa/runner'
import { settings } from '#config/settings'
import { makeCheckpoint } from '#core/audit/checkpoints'
import { definePart } from '#core/health/parts'
import { asOwner } from '#tests/support/database'

test.group('Health', (group) => {
  // What other tests have told, or done, has nobody who takes it here.
  group.each.setup(async () => {
    await asOwner('update outbox set published_at = now()')
    await makeCheckpoint()
  })

  test('names the part that is not well: what is on disk', async ({ assert, client, cleanup }) => {
    const away = `${settings.home}-away`
    renameSync(settings.home, away)
    cleanup(() => renameSync(away, settings.home))
    const response = await client.get('/health/ready')
    response.assertStatus(503)
    // The embedded database lives there too, and may miss its files.
    assert.includeDeepMembers(response.body().parts, [
      { name: 'storage', reason: 'notWritable' },
      { name: 'disk', reason: 'unreachable' },
    ])
  })

  test('names the part that is not well: events that do not move', async ({ client, cleanup }) => {
    cleanup(async () => {
      await asOwner(`delete from outbox where name = 'test.stuck'`)
    })
    await asOwner(
      `insert into outbox (id, name, payload, due_at)
       values (gen_random_uuid(), 'test.stuck', '{}', now() - interval '1 hour')`
    )
    const response = await client.get('/health/ready')
    response.assertStatus(200)
    response.assertBody({
      status: 'degraded',
      parts: [{ name: 'events', reason: 'stuck' }],
    })
  })

  test('serves on, and says so, without a part that is not needed', async ({ client, cleanup }) => {
    const part = { name: 'test.part', isNeeded: false }
    definePart({ ...part, check: async () => 'lost' })
    cleanup(() => definePart({ ...part, check: async () => null }))
    const response = await client.get('/health/ready')
    response.assertStatus(200)
    response.assertBody({ status: 'degraded', parts: [{ name: 'test.part', reason: 'lost' }] })
  })

  test('takes an error for a part that cannot be reached', async ({ client, cleanup }) => {
    const part = { name: 'test.part', isNeeded: false }
    definePart({ ...part, check: () => Promise.reject(new Error('secret-host refused')) })
    cleanup(() => definePart({ ...part, check: async () => null }))
    const response = await client.get('/health/ready')
    response.assertBody({
      status: 'degraded',
      parts: [{ name: 'test.part', reason: 'unreachable' }],
    })
  })

  test('gives no metrics to everybody', async ({ client }) => {
    const response = await client.get('/metrics')
    response.assertStatus(401)
  })

  test('answers while alive', async ({ client }) => {
    const response = await client.get('/health/live')
    response.assertStatus(200)
  })

  test('answers when ready', async ({ client }) => {
    const response = await client.get('/health/ready')
    response.assertStatus(200)
    response.assertBody({ status: 'ready' })
  })
})
