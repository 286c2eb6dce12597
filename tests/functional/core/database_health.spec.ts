import { randomUUID } from 'node:crypto'
import { mock } from 'node:test'
import { test } from '@japa/runner'
import { findUnwellParts } from '#core/health/parts'
import { asOwner } from '#tests/support/database'
import { makePerson } from '#tests/support/people'

const reasonOf = async (part: string) =>
  (await findUnwellParts()).find(({ name }) => name === part)?.reason ?? null

/** How far the clock of this process goes wrong in a test. Milliseconds. */
const setClock = (by: number) => {
  mock.timers.enable({ apis: ['Date'], now: Date.now() + by })
}

test.group('The database', (group) => {
  group.each.setup(() => () => mock.timers.reset())

  test('whose clock goes differently is named, and a little does no harm', async ({ assert }) => {
    for (const [seconds, reason] of [
      [-40, 'skewed'],
      [40, 'skewed'],
      [-15, null],
      [15, null],
    ] as const) {
      setClock(seconds * 1000)
      assert.equal(await reasonOf('clock'), reason)
      mock.timers.reset()
    }
  })

  test('that has no room is named for a minute, and who writes is told that it is not their fault', async ({
    assert,
    client,
  }) => {
    const { token } = await makePerson('participant')
    const save = () =>
      client
        .put(`/api/v1/journal/entries/${randomUUID()}`)
        .json({ text: 'a word' })
        .bearerToken(token)
    assert.isNull(await reasonOf('writing'))
    // An hour ago, so that the tests that follow find the database well.
    setClock(-3_600_000)
    await asOwner(`
      create function has_no_room() returns trigger language plpgsql as $$
      begin
        raise exception 'could not extend file' using errcode = 'disk_full';
      end $$`)
    await asOwner(
      'create trigger full_disk before insert on journal_entries execute function has_no_room()'
    )
    try {
      const response = await save()
      response.assertStatus(503)
      response.assertBodyContains({ errors: [{ code: 'core.unavailable' }] })
    } finally {
      await asOwner('drop trigger full_disk on journal_entries')
      await asOwner('drop function has_no_room')
    }
    assert.equal(await reasonOf('writing'), 'full')
    assert.equal((await client.get('/health/ready')).status(), 200)
    ;(await save()).assertStatus(201)
    mock.timers.tick(61_000)
    assert.isNull(await reasonOf('writing'))
  })
})
