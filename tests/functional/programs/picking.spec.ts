import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { listCards } from '#library'
import { tenancy } from '#core/tenancy/tenancy'
import { LiveClient } from '#tests/support/live_client'
import { makePerson, type TestPerson } from '#tests/support/people'
import { makeParticipant, makeSession } from '#tests/support/sessions'

const UNKNOWN = '01890000-0000-7000-8000-000000000000'

let facilitator: TestPerson
let participant: TestPerson
let session: string
let cards: string[]

function post(
  client: ApiClient,
  action: string,
  person: TestPerson,
  body: Record<string, unknown>
) {
  return client.post(`/api/v1/sessions/${session}/${action}`).bearerToken(person.token).json(body)
}

async function setUp() {
  facilitator = await makePerson('facilitator')
  participant = await makePerson('participant', facilitator.organisation)
  session = await makeSession(facilitator)
  await makeParticipant(session, participant)
  const found = await tenancy.run({ organisation: facilitator.organisation }, () => listCards('en'))
  cards = found.map(({ id }) => id)
}

test.group('Picking cards is refused', (group) => {
  group.each.setup(setUp)

  test('before the session runs and in another phase', async ({ client, assert }) => {
    const early = await post(client, 'draw', participant, { phaseIndex: 0 })
    early.assertStatus(409)
    await post(client, 'start', facilitator, {})
    const ahead = await post(client, 'draw', participant, { phaseIndex: 1 })
    ahead.assertStatus(409)
    const wrong = await post(client, 'choose', participant, { phaseIndex: 0, cards: [] })
    wrong.assertStatus(409)
    assert.equal(wrong.body().errors[0].code, 'programs.notThisPhase')
  })

  test('for more than three cards, cards that do not exist and nonsense', async ({ client }) => {
    await post(client, 'start', facilitator, {})
    await post(client, 'next', facilitator, { sequence: 1 })
    for (const wanted of [cards.slice(0, 4), [UNKNOWN], ['nonsense'], 'all']) {
      const response = await post(client, 'choose', participant, { phaseIndex: 1, cards: wanted })
      response.assertStatus(422)
    }
  })

  test('for a third draw', async ({ client, assert }) => {
    await post(client, 'start', facilitator, {})
    const first = await post(client, 'draw', participant, { phaseIndex: 0 })
    const [card] = first.body().pick.cards
    const second = await post(client, 'draw', participant, { phaseIndex: 0, insteadOf: card })
    const [other] = second.body().pick.cards
    assert.notEqual(other, card)
    const third = await post(client, 'draw', participant, { phaseIndex: 0, insteadOf: other })
    third.assertStatus(409)
    assert.equal(third.body().errors[0].code, 'programs.alreadyRedrawn')
  })
})

test.group('Picking cards', (group) => {
  group.each.setup(setUp)

  test('draws the same card however often the button is pressed', async ({ client, assert }) => {
    await post(client, 'start', facilitator, {})
    const first = await post(client, 'draw', participant, { phaseIndex: 0 })
    first.assertStatus(200)
    const again = await post(client, 'draw', participant, { phaseIndex: 0 })
    assert.deepEqual(again.body(), first.body())
    const [card] = first.body().pick.cards
    const changed = await post(client, 'draw', participant, { phaseIndex: 0, insteadOf: card })
    const twice = await post(client, 'draw', participant, { phaseIndex: 0, insteadOf: card })
    assert.deepEqual(twice.body(), changed.body())
  })

  test('keeps the last choice, and everybody sees it', async ({ client, assert }) => {
    await post(client, 'start', facilitator, {})
    await post(client, 'next', facilitator, { sequence: 1 })
    const live = await LiveClient.of(facilitator)
    await live.subscribe(`session:${session}`)
    await post(client, 'choose', participant, { phaseIndex: 1, cards: cards.slice(0, 3) })
    await post(client, 'choose', participant, { phaseIndex: 1, cards: cards.slice(3, 5) })
    const pick = { person: participant.id, phaseIndex: 1, cards: cards.slice(3, 5), draw: 1 }
    await live.hears(
      ({ body }) => JSON.stringify(body) === JSON.stringify({ kind: 'picked', pick })
    )
    const read = await client.get(`/api/v1/sessions/${session}`).bearerToken(facilitator.token)
    assert.deepEqual(read.body().picks, [pick])
    live.close()
  })
})
