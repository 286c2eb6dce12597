import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { mock } from 'node:test'
import { crc32 } from 'node:zlib'
import limiter from '@adonisjs/limiter/services/main'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import sharp from 'sharp'
import { LOCALES } from '#config/locales'
import { settings } from '#config/settings'
import { listAuditEntries } from '#core/audit/list_audit_entries'
import { blobs } from '#core/blobs/blobs'
import { store } from '#core/blobs/store'
import { tenancy } from '#core/tenancy/tenancy'
import { findCards, listCards, randomCard } from '#library'
import { sweepPictures } from '#library/actions/sweep_pictures'
import { alone } from '#library/exchange/import_lock'
import { asOwner } from '#tests/support/database'
import { deckJson, inEvery, wordsJson } from '#tests/support/deck_folder'
import { deckEntries, photo, pictureJson } from '#tests/support/deck_zip'
import { makePerson, type TestPerson } from '#tests/support/people'
import { pictureKeysOf } from '#tests/support/pictures'
import { zipOf, type ZipEntry } from '#tests/support/zip'

type Entries = Record<string, ZipEntry>
type Known = { id: string; src400: string; locale: string; message: string }

/** A list of the answer's body, as far as tests look at it. */
function listIn(response: { body(): Record<string, unknown> }, name: string): Known[] {
  const list = response.body()[name]
  return Array.isArray(list) ? list : []
}

const json = (value: unknown) => JSON.stringify(value)

let folder: string

async function send(
  client: ApiClient,
  person: TestPerson,
  zip: Buffer,
  fields: Record<string, string> = {}
) {
  const path = join(folder, 'deck.zip')
  await writeFile(path, zip)
  return client.post('/api/v1/decks').bearerToken(person.token).file('deck', path).fields(fields)
}

const codesOf = ({ errors }: { errors: { code: string }[] }) =>
  errors.map(({ code }) => code.replace('library.import.', ''))

/** What an organisation has of decks of its own, to the last row and file. */
async function tracesOf({ organisation }: TestPerson) {
  const [row] = await asOwner<Record<string, number>>(
    `select (select count(*)::int from decks where organisation_id = :organisation) as decks,
       (select count(*)::int from cards where organisation_id = :organisation) as cards,
       (select count(*)::int from deck_pictures where organisation_id = :organisation) as pictures,
       (select count(*)::int from deck_imports where organisation_id = :organisation) as locks`.replaceAll(
      ':organisation',
      `'${organisation}'`
    )
  )
  const uploads = await readdir(join(settings.home, 'uploads')).catch(() => [])
  const files = await Array.fromAsync(store.list(`${organisation}/`))
  return { ...row, files: files.length, uploads: uploads.length }
}

const NOTHING = { decks: 0, cards: 0, pictures: 0, locks: 0, files: 0, uploads: 0 }

/** A deck that is refused, by what is changed about a good one, and what is said. */
const REFUSED: [string, (good: Entries) => Promise<ZipEntry[]> | ZipEntry[], string[]][] = [
  ['names that lead elsewhere', (good) => [...list(good), file('../evil.json')], ['badName']],
  ['absolute names', (good) => [...list(good), file('/etc/evil')], ['badName']],
  ['drive letters', (good) => [...list(good), file('C:/evil')], ['badName']],
  ['backslashes', (good) => [...list(good), file('cards\\evil.json')], ['badName']],
  [
    'symbolic links',
    (good) => [...list(good), { ...file('pictures/link.jpg'), mode: 0o120777 }],
    ['symbolicLink'],
  ],
  [
    'names that differ in case alone',
    (good) => [...list(good), file('pictures/KITE.jpg')],
    ['duplicateFile'],
  ],
  [
    'names that differ in the form of their letters alone',
    (good) => [...list(good), file('pictures/é.jpg'), file('pictures/e\u0301.jpg')],
    ['duplicateFile'],
  ],
  ['files that are there twice', (good) => [...list(good), good.kite!], ['duplicateFile']],
  [
    'headers that disagree',
    (good) => [...list({ ...good, kite: { ...good.kite!, localName: 'cards/evil.json' } })],
    ['headersDisagree'],
  ],
  [
    'encrypted files',
    (good) => [...list({ ...good, kite: { ...good.kite!, flags: 1 } })],
    ['encrypted'],
  ],
  [
    'files packed in another way',
    (good) => [...list({ ...good, kite: { ...good.kite!, method: 14 } })],
    ['unknownCompression'],
  ],
  [
    'files that unpack to more than is declared',
    (good) => [...list({ ...good, kite: { ...good.kite!, declaredSize: 10 } })],
    ['corrupt'],
  ],
  [
    'a bomb of one letter',
    (good) => [...list(good), { name: 'pictures/a.png', content: Buffer.alloc(20 * 1024 ** 2) }],
    ['ratio'],
  ],
  [
    'a bomb in many pieces',
    (good) => [
      ...list(good),
      ...Array.from({ length: 20 }, (_, index) => ({
        name: `pictures/${index}.png`,
        content: Buffer.alloc(1_000_000),
      })),
    ],
    ['deckRatio'],
  ],
  [
    'a text of more than 1 MB',
    (good) => [
      ...list({
        ...good,
        kite: { name: 'cards/kite.json', content: randomText(1024 ** 2 + 1) },
      }),
    ],
    ['fileTooLarge'],
  ],
  [
    'damaged files',
    (good) => [...list({ ...good, kite: { ...good.kite!, damaged: true } })],
    ['corrupt'],
  ],
  ['10,000 cards', () => many(10_000), ['tooManyFiles']],
  ['1,001 cards', () => many(1001), ['tooMany']],
  ['no manifest', ({ kite, picture }) => [kite!, picture!], ['noManifest']],
  [
    'two manifests',
    (good) => [...list(good), { ...good.deck!, name: 'more/deck.json' }],
    ['severalManifests'],
  ],
  [
    'a manifest that is no JSON',
    (good) => [...list({ ...good, deck: { name: 'deck.json', content: '{' } })],
    ['notJson'],
  ],
  ['no licence', (good) => manifest(good, { licence: undefined }), ['licenceMissing']],
  ['fields nobody knows', (good) => manifest(good, { owner: 'me' }), ['unknownField']],
  [
    'a prototype',
    (good) => [
      ...list({
        ...good,
        deck: {
          name: 'deck.json',
          content: json(deckJson('own', ['silence', 'kite'])).replace('{', '{"__proto__":{"a":1},'),
        },
      }),
    ],
    ['unknownField'],
  ],
  ['no cards', (good) => manifest(good, { order: [] }), ['tooFew']],
  [
    'ids that are there twice',
    (good) => manifest(good, { order: ['kite', 'kite', 'silence'] }),
    ['duplicate'],
  ],
  ['a card without a file', (good) => manifest(good, { order: ['kite', 'gone'] }), ['cardMissing']],
  [
    'the first language missing',
    (good) => card(good, { texts: { he: wordsOf('kite').he } }),
    ['firstLanguageMissing'],
  ],
  [
    'a language nobody knows',
    (good) => card(good, { texts: { ...wordsOf('kite'), xx: wordsOf('kite').en } }),
    ['unknownLanguage'],
  ],
  ['a theme nobody knows', (good) => card(good, { themes: ['dark'] }), ['unknownTheme']],
  ['another id in the file', (good) => card(good, { id: 'kites' }), ['idDiffers']],
  ['no picture of the name', (good) => card(good, { picture: 'gone.jpg' }), ['pictureMissing']],
  [
    'control characters',
    (good) =>
      card(good, {
        texts: { ...wordsOf('kite'), en: { ...wordsOf('kite').en, word: 'a\u0000b' } },
      }),
    ['badForm'],
  ],
  [
    'characters that turn a word round',
    (good) =>
      card(good, {
        texts: { ...wordsOf('kite'), en: { ...wordsOf('kite').en, word: 'a\u202Eb' } },
      }),
    ['badForm'],
  ],
  [
    'a name that is set apart unseen',
    (good) => manifest(good, { name: inEvery(() => 'a\u2067b\u2069') }),
    ['badForm'],
  ],
  [
    'half a surrogate pair',
    (good) =>
      card(good, {
        texts: { ...wordsOf('kite'), en: { ...wordsOf('kite').en, word: 'a\ud800' } },
      }),
    ['badForm'],
  ],
  [
    'a placeholder that is no picture',
    (good) => card(good, { placeholder: 'PHNjcmlwdD4=' }),
    ['badPlaceholder'],
  ],
  [
    'SVG, whatever it is called',
    (good) => picture(good, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')),
    ['notAPicture'],
  ],
  [
    'another kind of picture under a known name',
    async (good) => picture(good, await photo(700, 600).gif().toBuffer()),
    ['notAPicture'],
  ],
  [
    'half a JPEG',
    async (good) => picture(good, half(await photo(700, 600).jpeg().toBuffer())),
    ['pictureCorrupt'],
  ],
  [
    'half a PNG',
    async (good) => picture(good, half(await photo(700, 600).png().toBuffer())),
    ['pictureCorrupt'],
  ],
  [
    'half a WebP',
    async (good) => picture(good, half(await photo(700, 700).webp().toBuffer())),
    ['pictureCorrupt'],
  ],
  [
    'pictures that are too small',
    async (good) => picture(good, await photo(599, 700).png().toBuffer()),
    ['pictureSize'],
  ],
  [
    'pictures of too many pixels',
    async (good) => picture(good, await blank(6001, 600)),
    ['pictureSize'],
  ],
  ['a pixel bomb', async (good) => picture(good, await blank(15_000, 15_000)), ['pictureSize']],
  [
    'a picture that is held in memory whole and is deep and large as well',
    async (good) =>
      picture(good, sized(6000, 5990, await deep().png({ progressive: true }).toBuffer())),
    ['pictureCostly'],
  ],
  ['moving pictures', async (good) => picture(good, await moving()), ['animated']],
  [
    'the id of a deck of the appliance',
    (good) => manifest(good, { id: 'open' }),
    ['deckIsOfTheAppliance'],
  ],
]

const list = (entries: Entries) => Object.values(entries)
const file = (name: string): ZipEntry => ({ name, content: 'x' })
const half = (content: Buffer) => content.subarray(0, Math.floor(content.length / 2))
const wordsOf = (id: string) => pictureJson(id, `${id}.jpg`).texts

function manifest(good: Entries, change: object): ZipEntry[] {
  const deck = { ...deckJson('own', ['silence', 'kite']), ...change }
  return list({ ...good, deck: { name: 'deck.json', content: json(deck) } })
}

function card(good: Entries, change: object): ZipEntry[] {
  const kite = { ...pictureJson('kite', 'kite.jpg'), ...change }
  return list({ ...good, kite: { name: 'cards/kite.json', content: json(kite) } })
}

const picture = (good: Entries, content: Buffer) =>
  list({ ...good, picture: { name: 'pictures/kite.jpg', content, method: 0 } })

function many(count: number): ZipEntry[] {
  const ids = Array.from({ length: count }, (_, index) => `card-${index}`)
  return [
    { name: 'deck.json', content: json(deckJson('own', ids)) },
    ...ids.map((id) => ({ name: `cards/${id}.json`, content: '{}' })),
  ]
}

const randomText = (length: number) => randomBytes(length / 2 + 1).toString('hex')

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#335577' }, limitInputPixels: false })
    .png({ compressionLevel: 9 })
    .toBuffer()

const deep = () => photo(700, 600).toColourspace('rgb16')

/** A PNG that says it has other sides than it has, so that it breaks off when it is decoded. */
function sized(width: number, height: number, png: Buffer, more = ''): Buffer {
  const other = Buffer.concat([png, Buffer.from(more)])
  other.writeUInt32BE(width, 16)
  other.writeUInt32BE(height, 20)
  other.writeUInt32BE(crc32(other.subarray(12, 29)), 29)
  return other
}

/** A deck of so many pictures that are all of the same size, and each another. */
async function album(count: number, contentOf: (index: number) => Buffer): Promise<Buffer> {
  const ids = Array.from({ length: count }, (_, index) => `card-${index}`)
  const { deck } = await deckEntries('own')
  return zipOf([
    { ...deck!, content: json(deckJson('own', ids)) },
    ...ids.flatMap((id, index) => [
      { name: `cards/${id}.json`, content: json(pictureJson(id, `${id}.png`)) },
      { name: `pictures/${id}.png`, content: contentOf(index), method: 0 },
    ]),
  ])
}

async function moving(): Promise<Buffer> {
  const frames = await Promise.all([1, 2].map((seed) => photo(640, 640, seed).png().toBuffer()))
  return sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer()
}

test.group('Importing a deck', (group) => {
  group.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'belvedere-zips-'))
    return () => rm(folder, { recursive: true })
  })
  group.each.setup(() => limiter.clear())

  test('is for owners and admins alone', async ({ client }) => {
    const zip = zipOf(list(await deckEntries('own')))
    const visitor = await client.post('/api/v1/decks')
    visitor.assertStatus(401)
    for (const role of ['facilitator', 'participant'] as const) {
      const response = await send(client, await makePerson(role), zip)
      response.assertStatus(403)
    }
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
    assert.deepEqual(await tracesOf(owner), NOTHING)
  })

  test('refuses what is no zip', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    for (const content of [
      Buffer.from('hello'),
      Buffer.alloc(100_000),
      Buffer.from('PK\x03\x04'),
    ]) {
      const response = await send(client, owner, content)
      response.assertStatus(422)
      assert.deepEqual(codesOf(response.body()), ['notAZip'])
    }
    assert.deepEqual(await tracesOf(owner), NOTHING)
  })

  for (const [what, change, codes] of REFUSED) {
    test(`refuses ${what}`, async ({ client, assert }) => {
      const owner = await makePerson('owner')
      const entries = await change(await deckEntries('own'))
      const started = performance.now()
      const response = await send(client, owner, zipOf(entries))
      response.assertStatus(422)
      assert.includeMembers(codesOf(response.body()), codes)
      assert.isBelow(performance.now() - started, 5_000)
      assert.deepEqual(await tracesOf(owner), NOTHING)
    })
  }

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
    const response = await send(client, owner, zipOf([...list(good), ...large]))
    assert.deepEqual(codesOf(response.body()), ['unpackedTooLarge'])
  })

  test('refuses more pixels than a machine should decode, and decodes nothing of it', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const small = await photo(16, 16).png().toBuffer()
    // Every one breaks off, which only decoding could tell.
    const photos = (count: number) =>
      album(count, (index) => sized(4000, 3000, small, String(index)))
    const refused = await send(client, owner, await photos(1000))
    assert.deepEqual(codesOf(refused.body()), ['tooManyPixels'])
    const { message } = refused.body().errors[0]
    assert.include(message, '12,000')
    assert.include(message, '4,000')
    const decoded = await send(client, owner, await photos(300))
    assert.deepEqual(new Set(codesOf(decoded.body())), new Set(['pictureCorrupt']))
    assert.deepEqual(await tracesOf(owner), NOTHING)
  })

  test('decodes a picture only once, under however many names it comes', async ({
    client,
    assert,
  }) => {
    const content = await photo(700, 700).png().toBuffer()
    let steps = 0
    const count = () => (steps += 1)
    sharp.queue.on('change', count)
    const stepsFor = async (cards: number) => {
      steps = 0
      const response = await send(
        client,
        await makePerson('owner'),
        await album(cards, () => content)
      )
      response.assertStatus(201)
      return steps
    }
    try {
      const once = await stepsFor(1)
      assert.isAbove(once, 0)
      assert.equal(await stepsFor(8), once)
    } finally {
      sharp.queue.off('change', count)
    }
  })

  test('names every fault in one answer, with card and field, fifty at most', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const ids = Array.from({ length: 70 }, (_, index) => `card-${index}`)
    const cards = ids.map((id) => ({
      name: `cards/${id}.json`,
      content: json({ ...wordsJson(id), colour: 'red' }),
    }))
    const zip = zipOf([{ name: 'deck.json', content: json(deckJson('own', ids)) }, ...cards])
    const response = await send(client, owner, zip)
    const { errors } = response.body()
    assert.lengthOf(errors, 50)
    assert.equal(errors[0].field, 'cards/card-0.json: colour')
    assert.include(errors[0].message, 'card-0')
    assert.include(errors[0].message, 'colour')
  })

  test('says what is wrong in the language of who asks', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const good = await deckEntries('own')
    const zip = zipOf(manifest(good, { licence: undefined }))
    const messages = new Set<string>()
    for (const locale of LOCALES) {
      await asOwner('update people set locale = ? where id = ?', [locale, owner.id])
      const response = await send(client, owner, zip)
      messages.add(response.body().errors[0].message)
    }
    assert.equal(messages.size, LOCALES.length)
  })

  test('does not take a picture for unused whose card could not be read', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const texts = { ...wordsOf('kite'), en: { ...wordsOf('kite').en, word: '' } }
    const response = await send(client, owner, zipOf(card(await deckEntries('own'), { texts })))
    response.assertStatus(422)
    assert.deepEqual(response.body().warnings, [])
    const [fault] = response.body().errors
    assert.equal(fault.field, 'cards/kite.json: texts.en.word')
    assert.include(fault.message, 'word, English')
  })

  test('sets names of files and fields apart in a language written the other way', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    await asOwner('update people set locale = ? where id = ?', ['he', owner.id])
    const entries = card(await deckEntries('own'), { picture: 'gone.jpg' })
    const response = await send(client, owner, zipOf([...entries, file('notes.docx')]))
    assert.include(response.body().errors[0].message, '\u2068kite\u2069')
    assert.include(response.body().warnings[0].message, '\u2068notes.docx\u2069')
  })

  test('is one at a time for each organisation', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const zip = zipOf(list(await deckEntries('own')))
    await alone({ organisation: owner.organisation }, async () => {
      const response = await send(client, owner, zip)
      response.assertStatus(409)
      assert.equal(response.body().errors[0].code, 'library.importRunning')
    })
    const after = await send(client, owner, zip)
    after.assertStatus(201)
  })

  test('goes on after one whose process was killed', async ({ client }) => {
    const owner = await makePerson('owner')
    await asOwner(
      `insert into deck_imports (organisation_id, id, renewed_at)
       values (?, gen_random_uuid(), now() - interval '4 minutes')`,
      [owner.organisation]
    )
    const response = await send(client, owner, zipOf(list(await deckEntries('own'))))
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
    for (let attempt = 0; attempt < 30; attempt++) await send(client, owner, Buffer.from('no zip'))
    const response = await send(client, owner, Buffer.from('no zip'))
    response.assertStatus(429)
  })

  test('offers the cards to the organisation, and to no other', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const other = await makePerson('owner')
    const response = await send(client, owner, zipOf(list(await deckEntries('own'))))
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
    const { SIGN_IN_COOKIE } = await import('#accounts')
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

  test('keeps a picture whole that is not square, and tells nothing of where it was taken', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const good = await deckEntries('own')
    const wide = await photo(1800, 1200)
      .withExif({ IFD0: { Copyright: 'Somebody' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
      .jpeg()
      .toBuffer()
    const response = await send(client, owner, zipOf(picture(good, wide)))
    response.assertStatus(201)
    const keys = await pictureKeysOf(owner)
    const at = async (size: keyof typeof keys) => blobs.read(keys[size])
    for (const size of [400, 800, 1600] as const) {
      const { width, height, exif, format } = await sharp(await at(size)).metadata()
      assert.deepEqual([width, height, exif, format], [size, size, undefined, 'webp'])
    }
    // The photo's own left and right edges are there, between two bands of blurred ground.
    const { data } = await sharp(await at(1600))
      .extract({ left: 0, top: 799, width: 1600, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true })
    assert.isBelow(data[0] ?? 255, 24)
    assert.isAbove(data[1599 * 3] ?? 0, 230)
  })

  test('does not enlarge small pictures', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const good = await deckEntries('own')
    const small = await photo(640, 640).png().toBuffer()
    await send(client, owner, zipOf(picture(good, small)))
    const { organisation } = owner
    const cards = await tenancy.run({ organisation }, () => listCards('en'))
    const { SIGN_IN_COOKIE } = await import('#accounts')
    const response = await client
      .get(cards.at(-1)?.src1600 ?? '')
      .withEncryptedCookie(SIGN_IN_COOKIE, owner.token)
    assert.equal((await sharp(response.body()).metadata()).width, 640)
  })

  test('warns of what is left out and what is missing, and imports', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const good = await deckEntries('own')
    const { fr, ...others } = wordsOf('kite')
    const entries = [
      ...card(good, { texts: others }),
      { name: 'cards/extra.json', content: json(wordsJson('extra')) },
      file('pictures/extra.jpg'),
      file('notes.docx'),
      { name: 'inner.zip', content: zipOf([file('a')]) },
      { ...file('__MACOSX/._deck.json') },
      file('LICENSE'),
    ]
    // In a folder of its own, as most programs pack it.
    const zip = zipOf(entries.map((each) => ({ ...each, name: `My deck/${each.name}` })))
    const response = await send(client, owner, zip)
    response.assertStatus(201)
    const { warnings } = response.body()
    assert.sameMembers(codesOf({ errors: warnings }), [
      'languageMissing',
      'cardNotInOrder',
      'pictureUnused',
      'unknownFile',
      'unknownFile',
    ])
    assert.isTrue(
      listIn(response, 'warnings').some(({ message }) => /French: kite/.test(message)),
      JSON.stringify(warnings)
    )
    const cards = await tenancy.run({ organisation: owner.organisation }, () => listCards('fr'))
    assert.deepInclude(cards.at(-1), { locale: 'en', word: 'Word kite en' })
    assert.equal(fr?.word, 'Word kite fr')
  })

  test('warns of another deck of the same name, which only its id tells apart', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const first = await send(client, owner, zipOf(list(await deckEntries('own'))))
    assert.deepEqual(first.body().warnings, [])
    const { name } = deckJson('own', [])
    const second = manifest(await deckEntries('own'), { id: 'twin', name })
    const response = await send(client, owner, zipOf(second))
    response.assertStatus(201)
    assert.deepEqual(codesOf({ errors: response.body().warnings }), ['sameName'])
    assert.include(response.body().warnings[0].message, 'own')
    const again = await send(client, owner, zipOf(second), { replace: '1' })
    assert.deepEqual(codesOf({ errors: again.body().warnings }), ['sameName'])
  })

  test('takes a deck in one language, and shows it to everybody in that', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const only = (texts: Record<string, unknown>) => ({ he: texts.he })
    const deck = {
      ...deckJson('own', ['silence']),
      languages: ['he'],
      name: only(inEvery(() => 'חפיסה')),
      description: only(inEvery(() => 'לניסיון')),
      themes: [{ id: 'light', name: only(inEvery(() => 'אור')) }],
    }
    const words = wordsJson('silence')
    const zip = zipOf([
      { name: 'deck.json', content: json(deck) },
      { name: 'cards/silence.json', content: json({ ...words, texts: only(words.texts) }) },
    ])
    const response = await send(client, owner, zip)
    response.assertStatus(201)
    const { SIGN_IN_COOKIE } = await import('#accounts')
    const page = await client
      .get('/library')
      .qs({ query: 'silence' })
      .withEncryptedCookie(SIGN_IN_COOKIE, owner.token)
      .header('accept-language', 'en')
    assert.match(page.text(), /lang="he" dir="rtl"[^>]*>Word silence he/)
    const found = await client
      .get('/api/v1/cards')
      .qs({ query: 'silence', locale: 'de' })
      .bearerToken(owner.token)
    assert.equal(listIn(found, 'cards')[0]?.locale, 'he')
    const decks = await client.get('/api/v1/decks').qs({ locale: 'de' }).bearerToken(owner.token)
    assert.deepInclude(listIn(decks, 'decks').at(-1), {
      title: 'חפיסה',
      languages: ['he'],
      isOwn: true,
    })
  })

  test('replaces a deck only when told to, and keeps the ids of cards that stay', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const { organisation } = owner
    const good = await deckEntries('own')
    await send(client, owner, zipOf(list(good)))
    const before = await tenancy.run({ organisation }, () => listCards('en'))
    const [silence, kite] = before.slice(-2)

    const next = [
      { name: 'deck.json', content: json(deckJson('own', ['silence', 'storm'])) },
      { name: 'cards/silence.json', content: json(wordsJson('silence')) },
      { name: 'cards/storm.json', content: json(wordsJson('storm')) },
    ]
    const refused = await send(client, owner, zipOf(next))
    refused.assertStatus(422)
    assert.deepEqual(codesOf(refused.body()), ['deckExists'])

    const replaced = await send(client, owner, zipOf(next), { replace: '1' })
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

  test('leaves pictures of an import that failed to be swept, and no others', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    await send(client, owner, zipOf(list(await deckEntries('own'))))
    const used = await tracesOf(owner)
    assert.deepInclude(used, { pictures: 1, files: 3 })
    await asOwner('insert into deck_pictures (organisation_id, hash) values (?, ?)', [
      owner.organisation,
      'f'.repeat(64),
    ])
    await sweepPictures(3600)
    assert.deepInclude(await tracesOf(owner), { pictures: 2 })
    await asOwner(`update deck_pictures set stored_at = now() - interval '2 hours'`)
    await sweepPictures(3600)
    assert.deepEqual(await tracesOf(owner), used)
  })
})

test.group('Removing a deck', (group) => {
  group.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'belvedere-zips-'))
    return () => rm(folder, { recursive: true })
  })
  group.each.setup(() => limiter.clear())

  test('is not for decks of the appliance, nor for facilitators', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    const decks = await client.get('/api/v1/decks').bearerToken(owner.token)
    const { id } = decks.body().decks[0]
    const response = await client.delete(`/api/v1/decks/${id}`).bearerToken(owner.token)
    response.assertStatus(409)
    assert.equal(response.body().errors[0].code, 'library.notOwn')
    const facilitator = await makePerson('facilitator')
    const refused = await client.delete(`/api/v1/decks/${id}`).bearerToken(facilitator.token)
    refused.assertStatus(403)
  })

  test('offers its cards no more and leaves them where they are used', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const { organisation } = owner
    const imported = await send(client, owner, zipOf(list(await deckEntries('own'))))
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
    const { SIGN_IN_COOKIE } = await import('#accounts')
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
    const again = await send(client, owner, zipOf(Object.values(await deckEntries('own'))))
    again.assertStatus(201)
    const back = await tenancy.run({ organisation }, () => listCards('en'))
    assert.deepEqual(
      back.slice(-2).map(({ id }) => id),
      [silence, kite]
    )
  })
})
