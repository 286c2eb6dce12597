import { test } from '@japa/runner'
import { makeCheckpoint } from '#core/audit/checkpoints'
import { findUnwellParts } from '#core/health/parts'
import {
  asSuperuser,
  idOf,
  keepLog,
  lastIndex,
  makeEntries,
  record,
} from '#tests/support/audit_log'
import { makePerson } from '#tests/support/people'
import { asOwner } from '#tests/support/database'

const reason = async () =>
  (await findUnwellParts()).find(({ name }) => name === 'audit')?.reason ?? null

test.group('The health of the audit log', (group) => {
  group.each.setup(async () => {
    await makeEntries()
    await makeCheckpoint()
    return keepLog()
  })

  test('is well when everything has its place and is signed', async ({ assert }) => {
    assert.isNull(await reason())
    // What was written a moment ago waits for its place, and for being signed.
    await record(await makePerson('owner'))
    assert.isNull(await reason())
    await makeEntries()
    assert.isNull(await reason())
  })

  test('is overdue when an entry has waited ten minutes for its place', async ({ assert }) => {
    await record(await makePerson('owner'))
    await asSuperuser(
      `update audit_entries set occurred_at = now() - interval '11 minutes'
       where id in (select entry_id from audit_pending)`
    )
    assert.equal(await reason(), 'overdue')
    await makeCheckpoint()
    assert.isNull(await reason())
  })

  test('is overdue when something has not been signed for two hours', async ({ assert }) => {
    const { size } = await makeCheckpoint()
    const person = await makePerson('owner')
    await record(person)
    await asSuperuser(
      `update audit_entries set occurred_at = now() - interval '121 minutes'
       where id in (select entry_id from audit_pending)`
    )
    await makeEntries()
    assert.equal(await lastIndex(), size + 5)
    assert.equal(await reason(), 'overdue')
    await makeCheckpoint()
    assert.isNull(await reason())
  })

  for (const [what, change] of [
    [
      'the last entry was edited',
      async () =>
        `update audit_entries set action = 'test.forged' where id = '${await idOf(await lastIndex())}'`,
    ],
    [
      'the last entry was removed',
      async () => `delete from audit_entries where id = '${await idOf(await lastIndex())}'`,
    ],
    [
      'the last entries were cut off, and their places too',
      async () => `with gone as (
          delete from audit_leaves where index = ${await lastIndex()} returning entry_id
        ), node as (
          delete from audit_nodes where level = 0 and index = ${await lastIndex()}
        ), entry as (
          delete from audit_entries where id in (select entry_id from gone)
        ) update audit_tree set size = size - 1`,
    ],
    [
      'a node of the tree is another',
      async () => `update audit_nodes set hash = sha256('other')
        where level = (select max(level) from audit_nodes)`,
    ],
    ['nodes of the tree are gone', async () => 'delete from audit_nodes'],
    [
      'the last checkpoint says something else',
      async () => `update audit_checkpoints set root = sha256('other')`,
    ],
    [
      'the last checkpoint is not signed by the key',
      async () =>
        'update audit_checkpoints set signature = set_bit(signature, 9, 1 - get_bit(signature, 9))',
    ],
  ] as const) {
    test(`is damaged when ${what}`, async ({ assert }) => {
      await asSuperuser(await change())
      assert.equal(await reason(), 'damaged')
    })
  }

  test('is told with the appliance still serving', async ({ assert, client }) => {
    await asOwner('update outbox set published_at = now()')
    await asSuperuser(`update audit_checkpoints set root = sha256('other')`)
    const response = await client.get('/health/ready')
    response.assertStatus(200)
    assert.deepEqual(response.body(), {
      status: 'degraded',
      parts: [{ name: 'audit', reason: 'damaged' }],
    })
  })
})
