import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import sharp from 'sharp'
import { deckId } from '#library/actions/synchronise_decks'
import { deckZip } from '#tests/support/deck_zip'
import { makePerson, type TestPerson } from '#tests/support/people'
import { sendDeck } from '#tests/support/send_deck'
import { unzip } from '#tests/support/unzip'
import { zipOf } from '#tests/support/zip'

/** The deck with pictures that comes with the appliance. */
const OPEN = deckId('open')

async function download(person: TestPerson, deck: string): Promise<Buffer> {
  const response = await fetch(`http://127.0.0.1:${process.env.PORT}/api/v1/decks/${deck}/export`, {
    headers: { authorization: `Bearer ${person.token}` },
  })
  const { status, headers } = response
  if (status !== 200 || headers.get('content-type') !== 'application/zip') {
    throw new Error(`The export was answered with ${status}`)
  }
  return Buffer.from(await response.arrayBuffer())
}

async function upload(client: ApiClient, person: TestPerson, zip: Buffer): Promise<string> {
  const response = await sendDeck(client, person, zip)
  response.assertStatus(201)
  return String(response.body().deck.id)
}

/** The same deck under another id. */
function renamed(files: Map<string, Buffer>, id: string): Buffer {
  return zipOf(
    [...files].map(([name, content]) =>
      name === 'deck.json'
        ? { name, content: content.toString().replace('"id": "open"', `"id": "${id}"`) }
        : { name, content, method: name.endsWith('.json') ? 8 : 0 }
    )
  )
}

const textOf = (files: Map<string, Buffer>, name: string) => files.get(name)?.toString()

test.group('Exporting a deck', () => {
  test('is not for visitors', async ({ client }) => {
    const response = await client.get(`/api/v1/decks/${OPEN}/export`)
    response.assertStatus(401)
  })

  test('of an organisation is for its owners and admins', async ({ client }) => {
    const owner = await makePerson('owner')
    const deck = await upload(client, owner, await deckZip('own'))
    for (const role of ['facilitator', 'participant'] as const) {
      const { token } = await makePerson(role, owner.organisation)
      const refused = await client.get(`/api/v1/decks/${deck}/export`).bearerToken(token)
      refused.assertStatus(403)
    }
    const admin = await makePerson('admin', owner.organisation)
    await download(admin, deck)
    const stranger = await makePerson('owner')
    const unknown = await client.get(`/api/v1/decks/${deck}/export`).bearerToken(stranger.token)
    unknown.assertStatus(404)
  })

  test('gives everybody the open deck, and it comes back the same from another organisation', async ({
    client,
    assert,
  }) => {
    const participant = await makePerson('participant')
    const first = await unzip(await download(participant, OPEN))
    const owner = await makePerson('owner')
    const deck = await upload(client, owner, renamed(first, 'copy'))
    const second = await unzip(await download(owner, deck))

    assert.sameMembers([...second.keys()], [...first.keys()])
    assert.equal(
      textOf(second, 'deck.json'),
      textOf(first, 'deck.json')?.replace('"id": "open"', '"id": "copy"')
    )
    for (const [name, content] of first) {
      if (name.startsWith('cards/')) {
        assert.deepEqual(JSON.parse(textOf(second, name) ?? ''), JSON.parse(content.toString()))
      }
      if (!name.startsWith('pictures/')) continue
      const [before, after] = await Promise.all(
        [content, second.get(name) ?? Buffer.alloc(0)].map((each) => sharp(each).raw().toBuffer())
      )
      assert.isTrue(before !== undefined && after?.equals(before), name)
    }
  }).timeout(180_000)

  test('gives the same bytes each time', async ({ assert }) => {
    const person = await makePerson('facilitator')
    const once = await download(person, OPEN)
    assert.isTrue(once.equals(await download(person, OPEN)))
  })
})
