import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { mock } from 'node:test'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { SIGN_IN_COOKIE } from '#accounts'
import { listAuditEntries } from '#core/audit/list_audit_entries'
import { tenancy } from '#core/tenancy/tenancy'
import { findCards, listCards } from '#library'
import { alone } from '#library/exchange/import_lock'
import { asOwner } from '#tests/support/database'
import { deckJson, wordsJson } from '#tests/support/deck_folder'
import { deckEntries, deckZip, filesOf } from '#tests/support/deck_zip'
import { makePerson } from '#tests/support/people'
import { codesIn, listIn, sendDeck } from '#tests/support/send_deck'
import { zipOf } from '#tests/support/zip'

const json = (value: unknown) => JSON.stringify(value)

test.group('Importing a deck', (group) => {
  group.each.setup(() => limiter.clear())

  test('is not for visitors', async ({ client }) => {
    const visitor = await client.post('/api/v1/decks')
    visitor.assertStatus(401)
  })

  test('is refused so that the answer arrives, however much still comes', async ({ assert }) => {
    const { token } = await makePerson('facilitator')
    const socket = connect(Number(process.env.PORT), '127.0.0.1')
    const body = Buffer.alloc(64 * 1024 ** 2)
    socket.write(
      [
        'POST /api/v1/decks HTTP/1.1',
        'Host: belvedere',
        'Connection: close',
        `Authorization: Bearer ${token}`,
        'Content-Type: multipart/form-data; boundary=deck',
        `Content-Length: ${body.length}`,
        '\r\n',
      ].join('\r\n')
    )
    socket.end(body)
    assert.match(await text(socket), /^HTTP\/1\.1 403 /)
  })

  test('is one at a time for each organisation', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const zip = await deckZip('own')
    await alone({ organisation: owner.organisation }, async () => {
      const response = await sendDeck(client, owner, zip)
      response.assertStatus(409)
      assert.equal(response.body().errors[0].code, 'library.importRunning')
    })
    const after = await sendDeck(client, owner, zip)
    after.assertStatus(201)
  })

  test('goes on after one whose process was killed', async ({ client }) => {
    const owner = await makePerson('owner')
    await asOwner(
      `insert into deck_imports (organisation_id, id, renewed_at)
       values (?, gen_random_uuid(), now() - interval '4 minutes')`,
      [owner.organisation]
    )
    const response = await sendDeck(client, owner, await deckZip('own'))
    response.assertStatus(201)
  })

  test('says while it works that it does, so that nobody takes it for killed', async ({
    client,
    assert,
  }) => {
    const { organisation, token } = await makePerson('owner')
    mock.timers.enable({ apis: ['setInterval'] })
    try {
      await alone({ organisation }, async () => {
        const age = async () => {
          const [row] = await asOwner<{ seconds: number }>(
            `select extract(epoch from now() - renewed_at)::int as seconds
             from deck_imports where organisation_id = ?`,
            [organisation]
          )
          return row?.seconds ?? 0
        }
        await asOwner(
          `update deck_imports set renewed_at = now() - interval '1 hour' where organisation_id = ?`,
          [organisation]
        )
        mock.timers.tick(30_000)
        for (let look = 0; look < 1000 && (await age()) > 60; look++);
        assert.isBelow(await age(), 60)
        const response = await client.post('/api/v1/decks').bearerToken(token)
        response.assertStatus(409)
      })
    } finally {
      mock.timers.reset()
    }
  })

  test('makes who tries without end wait', async ({ client }) => {
    const owner = await makePerson('owner')
    for (let attempt = 0; attempt < 30; attempt++)
      await sendDeck(client, owner, Buffer.from('no zip'))
    const response = await sendDeck(client, owner, Buffer.from('no zip'))
    response.assertStatus(429)
  })

  test('offers the cards to the organisation, and to no other', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const other = await makePerson('owner')
    const response = await sendDeck(client, owner, await deckZip('own'))
    response.assertStatus(201)
    assert.deepInclude(response.body(), { cards: 2, replaced: false, warnings: [] })
    const { organisation } = owner
    const mine = await tenancy.run({ organisation }, () => listCards('he'))
    const [silence, kite] = mine.slice(-2)
    assert.equal(silence?.word, 'Word silence he')
    assert.isNull(silence?.src400 ?? null)
    assert.match(kite?.placeholder ?? '', /^data:image\/webp;base64,/)
    assert.match(kite?.colour ?? '', /^#[0-9a-f]{6}$/)

    const theirs = await tenancy.run({ organisation: other.organisation }, () => listCards('he'))
    assert.notIncludeMembers(
      theirs.map(({ id }) => id),
      [silence?.id, kite?.id]
    )
    const picture = kite?.src800 ?? ''
    const refused = await client.get(picture).withCookie('x', 'y').redirects(0)
    refused.assertStatus(302)
    const foreign = await client.get(picture).withEncryptedCookie(SIGN_IN_COOKIE, other.token)
    foreign.assertStatus(404)
    const guest = await makePerson('participant', organisation)
    const seen = await client.get(picture).withEncryptedCookie(SIGN_IN_COOKIE, guest.token)
    seen.assertStatus(200)
    seen.assertHeader('content-type', 'image/webp')
    assert.match(String(seen.header('cache-control')), /^private/)
    const again = await client
      .get(picture)
      .withEncryptedCookie(SIGN_IN_COOKIE, guest.token)
      .header('if-none-match', String(seen.header('etag')))
    again.assertStatus(304)
    const wrongSize = await client
      .get(picture.replace('/800', '/801'))
      .withEncryptedCookie(SIGN_IN_COOKIE, guest.token)
    wrongSize.assertStatus(404)

    const audited = await tenancy.run({ organisation }, () => listAuditEntries(5))
    assert.equal(audited[0]?.action, 'library.deckImported')
    const [event] = await asOwner<{ payload: object }>(
      `select payload from outbox where organisation_id = ? and name = 'library.deckImported'`,
      [organisation]
    )
    assert.deepEqual(event?.payload, { deck: response.body().deck.id, cards: 2 })
  })

  test('replaces a deck only when told to, and keeps the ids of cards that stay', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const { organisation } = owner
    const good = await deckEntries('own')
    await sendDeck(client, owner, zipOf(filesOf(good)))
    const before = await tenancy.run({ organisation }, () => listCards('en'))
    const [silence, kite] = before.slice(-2)

    const next = [
      { name: 'deck.json', content: json(deckJson('own', ['silence', 'storm'])) },
      { name: 'cards/silence.json', content: json(wordsJson('silence')) },
      { name: 'cards/storm.json', content: json(wordsJson('storm')) },
    ]
    const refused = await sendDeck(client, owner, zipOf(next))
    refused.assertStatus(422)
    assert.deepEqual(codesIn(refused.body().errors), ['deckExists'])

    const replaced = await sendDeck(client, owner, zipOf(next), { replace: '1' })
    replaced.assertStatus(201)
    assert.isTrue(replaced.body().replaced)
    const after = await tenancy.run({ organisation }, () => listCards('en'))
    assert.equal(after.at(-2)?.id, silence?.id)
    assert.notInclude(
      after.map(({ id }) => id),
      kite?.id ?? ''
    )
    const kept = await tenancy.run({ organisation }, () => findCards([kite?.id ?? ''], 'en'))
    assert.equal(kept[0]?.word, 'Word kite en')
    const decks = await client.get('/api/v1/decks').bearerToken(owner.token)
    assert.deepInclude(listIn(decks, 'decks').at(-1), { version: 2, size: 2 })
  })
})
