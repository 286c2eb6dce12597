import { randomBytes } from 'node:crypto'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { deckEntries, filesOf, manyCards, strayFile } from '#tests/support/deck_zip'
import { makePerson } from '#tests/support/people'
import { testRefusals, type RefusedDeck } from '#tests/support/refused_decks'
import { codesIn, NO_TRACES, sendDeck, tracesOf } from '#tests/support/send_deck'
import { zipOf } from '#tests/support/zip'

const randomText = (length: number) => randomBytes(length / 2 + 1).toString('hex')

const REFUSED: RefusedDeck[] = [
  ['names that lead elsewhere', (good) => [...filesOf(good), strayFile('../evil.json')], 'badName'],
  ['absolute names', (good) => [...filesOf(good), strayFile('/etc/evil')], 'badName'],
  ['drive letters', (good) => [...filesOf(good), strayFile('C:/evil')], 'badName'],
  ['backslashes', (good) => [...filesOf(good), strayFile('cards\\evil.json')], 'badName'],
  [
    'symbolic links',
    (good) => [...filesOf(good), { ...strayFile('pictures/link.jpg'), mode: 0o120777 }],
    'symbolicLink',
  ],
  [
    'names that differ in case alone',
    (good) => [...filesOf(good), strayFile('pictures/KITE.jpg')],
    'duplicateFile',
  ],
  [
    'names that differ in the form of their letters alone',
    (good) => [...filesOf(good), strayFile('pictures/é.jpg'), strayFile('pictures/e\u0301.jpg')],
    'duplicateFile',
  ],
  ['files that are there twice', (good) => [...filesOf(good), good.kite!], 'duplicateFile'],
  [
    'headers that disagree',
    (good) => filesOf({ ...good, kite: { ...good.kite!, localName: 'cards/evil.json' } }),
    'headersDisagree',
  ],
  [
    'encrypted files',
    (good) => filesOf({ ...good, kite: { ...good.kite!, flags: 1 } }),
    'encrypted',
  ],
  [
    'files packed in another way',
    (good) => filesOf({ ...good, kite: { ...good.kite!, method: 14 } }),
    'unknownCompression',
  ],
  [
    'files that unpack to more than is declared',
    (good) => filesOf({ ...good, kite: { ...good.kite!, declaredSize: 10 } }),
    'corrupt',
  ],
  [
    'a bomb of one letter',
    (good) => [...filesOf(good), { name: 'pictures/a.png', content: Buffer.alloc(20 * 1024 ** 2) }],
    'ratio',
  ],
  [
    'a bomb in many pieces',
    (good) => [
      ...filesOf(good),
      ...Array.from({ length: 20 }, (_, index) => ({
        name: `pictures/${index}.png`,
        content: Buffer.alloc(1_000_000),
      })),
    ],
    'deckRatio',
  ],
  [
    'a text of more than 1 MB',
    (good) =>
      filesOf({
        ...good,
        kite: { name: 'cards/kite.json', content: randomText(1024 ** 2 + 1) },
      }),
    'fileTooLarge',
  ],
  [
    'damaged files',
    (good) => filesOf({ ...good, kite: { ...good.kite!, damaged: true } }),
    'corrupt',
  ],
  ['10,000 cards', () => manyCards(10_000), 'tooManyFiles'],
  ['no manifest', ({ kite, picture }) => [kite!, picture!], 'noManifest'],
  [
    'two manifests',
    (good) => [...filesOf(good), { ...good.deck!, name: 'more/deck.json' }],
    'severalManifests',
  ],
]

test.group('The archive of a deck', (group) => {
  group.each.setup(() => limiter.clear())

  test('needs one file', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    for (const request of [
      client.post('/api/v1/decks').json({ deck: 'none' }),
      client.post('/api/v1/decks').fields({ replace: '1' }),
    ]) {
      const response = await request.bearerToken(owner.token)
      response.assertStatus(422)
      assert.deepEqual(response.body().errors[0].code, 'library.fileMissing')
    }
    assert.deepEqual(await tracesOf(owner), NO_TRACES)
  })

  test('refuses what is no zip', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    for (const content of [
      Buffer.from('hello'),
      Buffer.alloc(100_000),
      Buffer.from('PK\x03\x04'),
    ]) {
      const response = await sendDeck(client, owner, content)
      response.assertStatus(422)
      assert.deepEqual(codesIn(response.body().errors), ['notAZip'])
    }
    assert.deepEqual(await tracesOf(owner), NO_TRACES)
  })

  testRefusals(REFUSED)

  test('refuses a deck that would unpack to more than 200 MB, and unpacks nothing of it', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const good = await deckEntries('own')
    const large = Array.from({ length: 60 }, (_, index) => ({
      name: `pictures/${index}.png`,
      content: randomBytes(40_000),
      declaredSize: 4 * 1024 ** 2,
    }))
    const response = await sendDeck(client, owner, zipOf([...filesOf(good), ...large]))
    assert.deepEqual(codesIn(response.body().errors), ['unpackedTooLarge'])
  })
})
