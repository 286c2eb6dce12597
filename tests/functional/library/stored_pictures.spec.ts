import { mock } from 'node:test'
import limiter from '@adonisjs/limiter/services/main'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import sharp from 'sharp'
import { BlobError } from '#core/blobs/blob_error'
import { blobs } from '#core/blobs/blobs'
import { store } from '#core/blobs/store'
import { findUnwellParts } from '#core/health/parts'
import { tenancy } from '#core/tenancy/tenancy'
import { SIGN_IN_COOKIE } from '#accounts'
import { listCards } from '#library'
import { sweepPictures } from '#library/actions/sweep_pictures'
import { earlierPictureKey } from '#library/blob_keys'
import { asOwner } from '#tests/support/database'
import { deckEntries, filesOf } from '#tests/support/deck_zip'
import { makePerson, type TestPerson } from '#tests/support/people'
import { pictureKeysOf } from '#tests/support/pictures'
import { sendDeck } from '#tests/support/send_deck'
import { zipOf } from '#tests/support/zip'

/** Imports a deck with one picture, of one colour when a side is given. */
async function importDeck(client: ApiClient, person: TestPerson, id: string, side?: number) {
  const entries = await deckEntries(id)
  const background = '#335577'
  if (side !== undefined) {
    entries.picture!.content = await sharp({
      create: { width: side, height: side, channels: 3, background },
    })
      .png()
      .toBuffer()
  }
  const response = await sendDeck(client, person, zipOf(filesOf(entries)))
  response.assertStatus(201)
  return response.body().deck.id
}

async function pictureAddressOf({ organisation }: TestPerson): Promise<string> {
  const cards = await tenancy.run({ organisation }, () => listCards('en'))
  return cards.at(-1)?.src400 ?? ''
}

const storedFilesOf = async ({ organisation }: TestPerson) =>
  (await Array.fromAsync(store.list(`${organisation}/`))).map(({ key }) => key).sort()

/** Sweeps pictures as it is done long after a deck, and what refers to its cards, are gone. */
async function sweepAfter(deck: string): Promise<void> {
  const cards = 'select id from cards where deck_id = ?'
  await asOwner(`delete from card_texts where card_id in (${cards})`, [deck])
  await asOwner('delete from cards where deck_id = ?', [deck])
  await asOwner(`update deck_pictures set stored_at = now() - interval '2 hours'`)
  await sweepPictures(3600)
}

test.group('Stored pictures', (group) => {
  group.each.setup(() => limiter.clear())
  group.each.teardown(() => mock.restoreAll())

  test('are not shown when they are damaged', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    await importDeck(client, owner, 'own')
    const address = await pictureAddressOf(owner)
    const { 400: key } = await pictureKeysOf(owner)
    const good = await blobs.read(key)
    const flipped = Buffer.from(good)
    flipped[100] = good[100]! ^ 4
    await store.put(key, flipped)
    const refused = await client
      .get(address)
      .header('accept', 'application/json')
      .withEncryptedCookie(SIGN_IN_COOKIE, owner.token)
    refused.assertStatus(500)
    assert.equal(refused.body().errors[0].code, 'core.fileDamaged')
    assert.notInclude(refused.header('cache-control') ?? '', 'max-age')
    await store.put(key, good)
    const shown = await client.get(address).withEncryptedCookie(SIGN_IN_COOKIE, owner.token)
    shown.assertStatus(200)
  })

  test('are away with the store alone: pages and cards still come', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    await importDeck(client, owner, 'own')
    const address = await pictureAddressOf(owner)
    mock.method(store, 'getStream', async (key: string) => {
      throw new BlobError('unreachable', key)
    })
    const refused = await client
      .get(address)
      .header('accept', 'application/json')
      .withEncryptedCookie(SIGN_IN_COOKIE, owner.token)
    refused.assertStatus(503)
    assert.equal(refused.body().errors[0].code, 'core.filesAway')
    assert.equal(refused.header('retry-after'), '5')
    assert.notInclude(refused.header('cache-control') ?? '', 'max-age')
    mock.method(store, 'check', async () => 'unreachable')
    const unwell = await findUnwellParts()
    assert.deepInclude(unwell, { name: 'blobs', reason: 'unreachable', isNeeded: false })
    const page = await client.get('/library').withEncryptedCookie(SIGN_IN_COOKIE, owner.token)
    page.assertStatus(200)
    const cards = await client.get('/api/v1/cards').bearerToken(owner.token)
    cards.assertStatus(200)
  })

  test('are kept once, and stay while another deck uses them', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const first = await importDeck(client, owner, 'first')
    const files = await storedFilesOf(owner)
    assert.lengthOf(files, 3)
    const second = await importDeck(client, owner, 'second')
    assert.deepEqual(await storedFilesOf(owner), files)

    const remove = async (id: string) => {
      await client.delete(`/api/v1/decks/${id}`).bearerToken(owner.token)
      await sweepAfter(id)
    }
    await remove(first)
    assert.deepEqual(await storedFilesOf(owner), files)
    await remove(second)
    assert.deepEqual(await storedFilesOf(owner), [])
  })

  test('that look the same when they are small do not take each other along', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const first = await importDeck(client, owner, 'first', 700)
    await importDeck(client, owner, 'second', 900)
    const files = await storedFilesOf(owner)
    const shared = await asOwner(
      'select distinct hash_400 from deck_pictures where organisation_id = ?',
      [owner.organisation]
    )
    assert.lengthOf(shared, 1)
    await sweepAfter(first)
    const left = await storedFilesOf(owner)
    assert.isBelow(left.length, files.length)
    for (const key of Object.values(await pictureKeysOf(owner))) {
      assert.isTrue(await blobs.exists(key), key)
    }
  })

  test('of earlier releases are shown as they are, and then named by their content', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const { organisation } = owner
    await importDeck(client, owner, 'own')
    const keys = await pictureKeysOf(owner)
    const hash = keys[1600].split('/').at(-1) ?? ''
    for (const size of [400, 800, 1600] as const) {
      await store.move(keys[size], earlierPictureKey(organisation, hash, size))
    }
    await asOwner(
      'update deck_pictures set hash_800 = null, hash_400 = null where organisation_id = ?',
      [organisation]
    )
    const address = await pictureAddressOf(owner)
    const show = () => client.get(address).withEncryptedCookie(SIGN_IN_COOKIE, owner.token)
    const before = await show()
    before.assertStatus(200)

    await sweepPictures()
    assert.deepEqual(await storedFilesOf(owner), Object.values(keys).sort())
    assert.deepEqual(await pictureKeysOf(owner), keys)
    const after = await show()
    assert.deepEqual(after.body(), before.body())
  })

  test('of earlier releases that are gone stay named as they were, and keep nothing back', async ({
    client,
  }) => {
    const owner = await makePerson('owner')
    await importDeck(client, owner, 'own')
    await asOwner(
      'update deck_pictures set hash_800 = null, hash_400 = null where organisation_id = ?',
      [owner.organisation]
    )
    await sweepPictures()
    const answer = await client
      .get(await pictureAddressOf(owner))
      .header('accept', 'application/json')
      .withEncryptedCookie(SIGN_IN_COOKIE, owner.token)
    answer.assertStatus(404)
  })
})
