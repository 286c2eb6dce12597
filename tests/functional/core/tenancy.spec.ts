import { test } from '@japa/runner'
import { NoScopeError } from '#core/tenancy/scope'
import { NestedScopeError, tenancy } from '#core/tenancy/tenancy'
import { makeOrganisation } from '#tests/support/people'

test.group('A tenant scope', () => {
  test('is refused inside another, which would wait for itself for ever', async ({ assert }) => {
    const organisation = await makeOrganisation()
    const openings = [
      () => tenancy.run({ organisation }, async () => undefined),
      () => tenancy.knowing('a secret', async () => undefined),
      () => tenancy.system('relay', async () => undefined),
    ]
    for (const inner of openings) {
      const from = performance.now()
      await assert.rejects(() => tenancy.run({ organisation }, inner), NestedScopeError)
      assert.isBelow(performance.now() - from, 1000)
    }
  })

  test('is needed for every look at the data', ({ assert }) => {
    assert.throws(() => tenancy.client(), NoScopeError)
  })

  test('shows nothing of another organisation', async ({ assert }) => {
    const [one, other] = [await makeOrganisation(), await makeOrganisation()]
    const seen = await tenancy.run({ organisation: one }, () =>
      tenancy.client().from('organisations').select('id')
    )
    assert.deepEqual(seen, [{ id: one }])
    assert.notDeepEqual(seen, [{ id: other }])
  })

  test('leaves nothing behind for the next one on the same connection', async ({ assert }) => {
    const organisation = await makeOrganisation()
    await tenancy.run({ organisation }, async () => undefined)
    const seen = await tenancy.system('worker', () =>
      tenancy.client().from('organisations').select('id')
    )
    assert.deepEqual(seen, [])
  })

  test('tells what waits for its commit only once it is committed', async ({ assert }) => {
    const organisation = await makeOrganisation()
    const told: string[] = []
    const failing = tenancy.run({ organisation }, async () => {
      tenancy.afterCommit(() => void told.push('never'))
      throw new RangeError('undone')
    })
    await assert.rejects(() => failing, 'undone')
    await tenancy.run({ organisation }, async () => {
      tenancy.afterCommit(() => void told.push('committed'))
    })
    assert.deepEqual(told, ['committed'])
  })
})
