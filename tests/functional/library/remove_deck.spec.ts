import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { SIGN_IN_COOKIE } from '#accounts'
import { listAuditEntries } from '#core/audit/list_audit_entries'
import { tenancy } from '#core/tenancy/tenancy'
import { findCards, listCards, randomCard } from '#library'
import { deckZip } from '#tests/support/deck_zip'
import { makePerson } from '#tests/support/people'
import { listIn, sendDeck } from '#tests/support/send_deck'

test.group('Removing a deck', (group) => {
  group.each.setup(() => limiter.clear())

  test('is not for decks of the appliance', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const decks = await client.get('/api/v1/decks').bearerToken(owner.token)
    const { id } = decks.body().decks[0]
    const response = await client.delete(`/api/v1/decks/${id}`).bearerToken(owner.token)
    response.assertStatus(409)
    assert.equal(response.body().errors[0].code, 'library.notOwn')
  })

  test('offers its cards no more and leaves them where they are used', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const { organisation } = owner
    const imported = await sendDeck(client, owner, await deckZip('own'))
    const cards = await tenancy.run({ organisation }, () => listCards('en'))
    const [silence, kite] = cards.slice(-2).map(({ id }) => id)
    const deck = imported.body().deck.id
    const removed = await client.delete(`/api/v1/decks/${deck}`).bearerToken(owner.token)
    removed.assertStatus(204)

    const rest = cards.slice(0, -2).map(({ id }) => id)
    assert.isNull(await tenancy.run({ organisation }, () => randomCard(rest, 'en')))
    const offered = await client.get('/api/v1/decks').bearerToken(owner.token)
    assert.notInclude(
      listIn(offered, 'decks').map(({ id }) => id),
      deck
    )
    const found = await client.get('/api/v1/cards').qs({ query: 'kite' }).bearerToken(owner.token)
    assert.notInclude(
      listIn(found, 'cards').map(({ id }) => id),
      kite ?? ''
    )
    const kept = await tenancy.run({ organisation }, () => findCards([silence ?? ''], 'en'))
    assert.lengthOf(kept, 1)
    const canvas = await client
      .get('/library/faces')
      .header('accept', 'application/json')
      .withEncryptedCookie(SIGN_IN_COOKIE, owner.token)
    const retired = listIn(canvas, 'retired').map(({ id }) => id)
    assert.sameMembers(retired, [silence, kite])
    const picture = await client
      .get(listIn(canvas, 'retired').at(-1)?.src400 ?? '')
      .withEncryptedCookie(SIGN_IN_COOKIE, owner.token)
    picture.assertStatus(200)

    const actions = await tenancy.run({ organisation }, () => listAuditEntries(5))
    assert.equal(actions[0]?.action, 'library.deckRemoved')
    assert.deepInclude(actions[0]?.subject, { id: deck, title: 'Deck own en' })
    const gone = await client.delete(`/api/v1/decks/${deck}`).bearerToken(owner.token)
    gone.assertStatus(404)

    // Importing it again brings it and its cards back.
    const again = await sendDeck(client, owner, await deckZip('own'))
    again.assertStatus(201)
    const back = await tenancy.run({ organisation }, () => listCards('en'))
    assert.deepEqual(
      back.slice(-2).map(({ id }) => id),
      [silence, kite]
    )
  })
})
