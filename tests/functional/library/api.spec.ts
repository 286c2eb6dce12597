import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { makePerson } from '#tests/support/people'

test.group('Library by API', () => {
  test('is closed to visitors', async ({ client }) => {
    for (const path of ['/api/v1/decks', '/api/v1/cards', `/api/v1/cards/${randomUUID()}`]) {
      const response = await client.get(path)
      response.assertStatus(401)
      response.assertBodyContains({ errors: [{ code: 'core.signInRequired' }] })
    }
  })

  test('knows no card by a made-up or malformed id', async ({ client }) => {
    const person = await makePerson('participant')
    for (const id of [randomUUID(), 'lit-window', '%00', '1']) {
      const response = await client.get(`/api/v1/cards/${id}`).bearerToken(person.token)
      response.assertStatus(404)
    }
  })

  test('names the field that cannot be used', async ({ client }) => {
    const person = await makePerson('participant')
    for (const [field, value] of [
      ['page', '0'],
      ['page', 'two'],
      ['locale', 'xx'],
      ['query', 'a'.repeat(201)],
      ['theme', "light' or"],
      ['theme', '\u0000'],
    ] as const) {
      const response = await client
        .get('/api/v1/cards')
        .qs({ [field]: value })
        .bearerToken(person.token)
      response.assertStatus(422)
      response.assertBodyContains({ errors: [{ field }] })
    }
  })

  test('lists decks with their themes in the language asked for', async ({ client, assert }) => {
    const person = await makePerson('participant')
    const response = await client
      .get('/api/v1/decks')
      .qs({ locale: 'de' })
      .bearerToken(person.token)
    response.assertStatus(200)
    const [deck] = response.body().decks
    assert.equal(deck.licence, 'CC-BY-4.0')
    assert.isAbove(deck.size, 0)
    assert.isAbove(deck.themes.length, 0)
    assert.sameMembers(Object.keys(deck.themes[0]), ['key', 'name'])
  })

  test('lists cards a page at a time, and nothing behind the last page', async ({
    client,
    assert,
  }) => {
    const person = await makePerson('participant')
    const first = await client.get('/api/v1/cards').bearerToken(person.token)
    first.assertStatus(200)
    const { cards, total, page, pageSize } = first.body()
    assert.equal(page, 1)
    assert.equal(cards.length, Math.min(total, pageSize))
    const beyond = await client.get('/api/v1/cards').qs({ page: 99 }).bearerToken(person.token)
    assert.deepEqual(beyond.body().cards, [])
  })

  test('shows one card, with the fields of a card and no others', async ({ client, assert }) => {
    const person = await makePerson('participant')
    const list = await client.get('/api/v1/cards').bearerToken(person.token)
    const [card] = list.body().cards
    const response = await client.get(`/api/v1/cards/${card.id}`).bearerToken(person.token)
    assert.deepEqual(response.body(), { card })
    assert.sameMembers(Object.keys(card), [
      'id',
      'locale',
      'word',
      'questions',
      'alt',
      'src400',
      'src800',
      'src1600',
      'placeholder',
      'colour',
    ])
  })
})
