import { crc32 } from 'node:zlib'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import sharp from 'sharp'
import { SIGN_IN_COOKIE } from '#accounts'
import { blobs } from '#core/blobs/blobs'
import { tenancy } from '#core/tenancy/tenancy'
import { listCards } from '#library'
import { sweepPictures } from '#library/actions/sweep_pictures'
import { asOwner } from '#tests/support/database'
import { deckJson } from '#tests/support/deck_folder'
import { deckEntries, deckZip, photo, pictureJson, withPicture } from '#tests/support/deck_zip'
import { makePerson } from '#tests/support/people'
import { pictureKeysOf } from '#tests/support/pictures'
import { testRefusals, type RefusedDeck } from '#tests/support/refused_decks'
import { codesIn, NO_TRACES, sendDeck, tracesOf } from '#tests/support/send_deck'
import { zipOf } from '#tests/support/zip'

const json = (value: unknown) => JSON.stringify(value)
const half = (content: Buffer) => content.subarray(0, Math.floor(content.length / 2))

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

const REFUSED: RefusedDeck[] = [
  [
    'SVG, whatever it is called',
    (good) =>
      withPicture(good, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')),
    'notAPicture',
  ],
  [
    'another kind of picture under a known name',
    async (good) => withPicture(good, await photo(700, 600).gif().toBuffer()),
    'notAPicture',
  ],
  [
    'half a JPEG',
    async (good) => withPicture(good, half(await photo(700, 600).jpeg().toBuffer())),
    'pictureCorrupt',
  ],
  [
    'half a PNG',
    async (good) => withPicture(good, half(await photo(700, 600).png().toBuffer())),
    'pictureCorrupt',
  ],
  [
    'half a WebP',
    async (good) => withPicture(good, half(await photo(700, 700).webp().toBuffer())),
    'pictureCorrupt',
  ],
  [
    'pictures that are too small',
    async (good) => withPicture(good, await photo(599, 700).png().toBuffer()),
    'pictureSize',
  ],
  [
    'pictures of too many pixels',
    async (good) => withPicture(good, await blank(6001, 600)),
    'pictureSize',
  ],
  ['a pixel bomb', async (good) => withPicture(good, await blank(15_000, 15_000)), 'pictureSize'],
  [
    'a picture that is held in memory whole and is deep and large as well',
    async (good) =>
      withPicture(good, sized(6000, 5990, await deep().png({ progressive: true }).toBuffer())),
    'pictureCostly',
  ],
  ['moving pictures', async (good) => withPicture(good, await moving()), 'animated'],
]

test.group('The pictures of a deck', (group) => {
  group.each.setup(() => limiter.clear())

  testRefusals(REFUSED)

  test('refuses more pixels than a machine should decode, and decodes nothing of it', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const small = await photo(16, 16).png().toBuffer()
    // Every one breaks off, which only decoding could tell.
    const photos = (count: number) =>
      album(count, (index) => sized(4000, 3000, small, String(index)))
    const refused = await sendDeck(client, owner, await photos(1000))
    assert.deepEqual(codesIn(refused.body().errors), ['tooManyPixels'])
    const { message } = refused.body().errors[0]
    assert.include(message, '12,000')
    assert.include(message, '4,000')
    const decoded = await sendDeck(client, owner, await photos(300))
    assert.deepEqual(new Set(codesIn(decoded.body().errors)), new Set(['pictureCorrupt']))
    assert.deepEqual(await tracesOf(owner), NO_TRACES)
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
      const response = await sendDeck(
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
    const response = await sendDeck(client, owner, zipOf(withPicture(good, wide)))
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
    await sendDeck(client, owner, zipOf(withPicture(good, small)))
    const { organisation } = owner
    const cards = await tenancy.run({ organisation }, () => listCards('en'))
    const response = await client
      .get(cards.at(-1)?.src1600 ?? '')
      .withEncryptedCookie(SIGN_IN_COOKIE, owner.token)
    assert.equal((await sharp(response.body()).metadata()).width, 640)
  })

  test('leaves pictures of an import that failed to be swept, and no others', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    await sendDeck(client, owner, await deckZip('own'))
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
