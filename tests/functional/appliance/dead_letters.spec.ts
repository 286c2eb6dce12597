import { test } from '@japa/runner'
import { v7 as newId } from 'uuid'
import { defineConsumer } from '#core/events/consumers'
import { asOwner } from '#tests/support/database'
import { makeOperator } from '#tests/support/operator'
import { makePerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'

declare module '#core/events/event' {
  interface EventPayloads {
    'test.failed': Record<string, never>
  }
}

defineConsumer({ name: 'test.failing', event: 'test.failed', handle: async () => undefined })

const PATH = '/operator/dead-letters'

async function makeDeadLetter(organisation: string, consumer = 'test.failing'): Promise<string> {
  const event = newId()
  await asOwner(
    `insert into outbox (id, organisation_id, name, payload, published_at)
     values (?, ?, 'test.failed', '{}', now())`,
    [event, organisation]
  )
  await asOwner(
    `insert into dead_letters (event_id, consumer, organisation_id, attempts, error_kind, failed_at)
     values (?, ?, ?, 8, 'TypeError', now())`,
    [event, consumer, organisation]
  )
  return event
}

test.group('Dead letters', (group) => {
  group.each.setup(async () => {
    await asOwner('truncate deliveries, dead_letters, inbox, outbox')
  })

  test('are not for strangers', async ({ assert }) => {
    const visitor = await Visitor.as()
    const answer = await visitor.get(PATH)
    assert.equal(answer.status, 302)
    assert.match(answer.headers.get('location') ?? '', /^\/sign-in/)
  })

  for (const role of ['owner', 'admin', 'facilitator', 'participant'] as const) {
    test(`are not for a ${role} who does not operate the appliance`, async ({ assert }) => {
      const person = await makePerson(role)
      const visitor = await Visitor.as(person)
      const event = await makeDeadLetter(person.organisation)
      assert.equal((await visitor.get(PATH)).status, 403)
      await visitor.submit('POST', `${PATH}/replay`, { event, consumer: 'test.failing' })
      assert.lengthOf(await asOwner('select * from dead_letters'), 1)
    })
  }

  test('are not replayed for half a name', async ({ assert }) => {
    const operator = await makeOperator()
    const event = await makeDeadLetter(operator.organisation)
    const visitor = await Visitor.as(operator)
    await visitor.submit('POST', `${PATH}/replay`, { event })
    assert.lengthOf(await asOwner('select * from dead_letters'), 1)
  })

  test('of every organisation are shown to an operator, who replays one or all', async ({
    assert,
  }) => {
    const [operator, other] = [await makeOperator(), await makePerson('owner')]
    const one = await makeDeadLetter(operator.organisation)
    await makeDeadLetter(other.organisation)
    await makeDeadLetter(other.organisation)
    const visitor = await Visitor.as(operator)
    const page = await (await visitor.get(PATH)).text()
    assert.include(page, 'test.failing')
    assert.include(page, one)

    await visitor.submit('POST', `${PATH}/replay`, { event: one, consumer: 'test.failing' })
    assert.lengthOf(await asOwner('select * from dead_letters'), 2)
    await visitor.submit('POST', `${PATH}/replay`)
    assert.lengthOf(await asOwner('select * from dead_letters'), 0)
    assert.lengthOf(await asOwner('select * from outbox where published_at is null'), 3)
  })

  test('of a consumer that is no more stay where they are', async ({ assert }) => {
    const operator = await makeOperator()
    await makeDeadLetter(operator.organisation, 'test.removed')
    await (await Visitor.as(operator)).submit('POST', `${PATH}/replay`)
    assert.lengthOf(await asOwner('select * from dead_letters'), 1)
    assert.lengthOf(await asOwner('select * from outbox where published_at is null'), 0)
  })
})

test.group('The page of the audit log', () => {
  for (const role of ['facilitator', 'participant'] as const) {
    test(`is not for a ${role}`, async ({ assert }) => {
      const visitor = await Visitor.as(await makePerson(role))
      assert.equal((await visitor.get('/audit')).status, 403)
    })
  }

  for (const role of ['owner', 'admin'] as const) {
    test(`is shown to an ${role}`, async ({ assert }) => {
      const visitor = await Visitor.as(await makePerson(role))
      assert.equal((await visitor.get('/audit')).status, 200)
    })
  }
})
