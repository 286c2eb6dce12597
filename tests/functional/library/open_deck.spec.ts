import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import sharp from 'sharp'
import { decksFolder } from '#config/decks'
import { LOCALES, type Locale } from '#config/locales'
import { contrast, inkOn, INKS, luminance, themeGround } from '#library/colours'
import { readCardFile, readDeckFile, type CardFile, type DeckFile } from '#library/files/deck_file'
import { Faults } from '#library/files/fault'

/** The decks that come with the appliance: how many cards each has, and each theme at least. */
const DECKS = [
  { name: 'open', size: 72, ofATheme: 12 },
  { name: 'prompts', size: 24, ofATheme: 2 },
]
const SIDE = 1600
const MOST_PICTURE = 220 * 1024
const MOST_DECK = 16 * 1024 ** 2
/** Bits of 64 in which the perceptual hashes of any two pictures differ at least. */
const LEAST_DISTANCE = 16
/** Letters on the colour of a card of words alone, as WCAG wants it of text. */
const LEAST_CONTRAST = 4.5
/**
 * Nothing is written on a picture, so what the page needs of a placeholder is that the photo does
 * not flash when it arrives: their mean colours are about equally light, and so is the colour.
 */
const MOST_FLASH = 1.35
/**
 * A placeholder promises the photo that comes, so it has light and shade of its own: this contrast
 * at least, as WCAG has it, between its light and its dark parts. A flat colour has 1.
 */
const LEAST_SHADE = 1.4

/** How a question ends in each language; in Spanish it also begins. */
const QUESTION: Record<Locale, RegExp> = {
  en: /[^\s]\?$/,
  he: /[^\s]\?$/,
  es: /^(¿|[^¿]+ ¿)[^¿]*[^\s]\?$/,
  fr: /[^\s]\u202F\?$/,
  de: /[^\s]\?$/,
}

interface Deck {
  deck: DeckFile
  cards: CardFile[]
  pictures: string[]
}

function parse(path: string): unknown {
  const json: unknown = JSON.parse(readFileSync(path, 'utf8'))
  return json
}

function read(name: string): Deck {
  const folder = join(decksFolder, name)
  const faults = new Faults()
  const deck = readDeckFile(parse(join(folder, 'deck.json')), faults)
  const files = readdirSync(join(folder, 'cards'))
  const cards = files.flatMap((file) => {
    const json = parse(join(folder, 'cards', file))
    return (deck && readCardFile(json, file.replace(/\.json$/, ''), deck, faults)) ?? []
  })
  if (!deck || faults.refusals.length > 0) throw new Error(JSON.stringify(faults.refusals))
  const pictures = cards.some(({ picture }) => picture) ? readdirSync(join(folder, 'pictures')) : []
  return { deck, cards, pictures }
}

const decks = DECKS.map((each) => ({ ...each, ...read(each.name) }))
const everyCard = decks.flatMap(({ name, cards }) => cards.map((card) => ({ name, card })))
const withPicture = everyCard.flatMap(({ name, card }) =>
  card.picture === null ? [] : [{ card, path: join(decksFolder, name, 'pictures', card.picture) }]
)

/** What of these is there more than once. */
function repeated(texts: readonly string[]): string[] {
  const seen = new Set<string>()
  return texts.filter((text) => seen.size === seen.add(text.toLocaleLowerCase()).size)
}

/** The 64-bit perceptual hash of a picture: which low waves of its 32 × 32 luma are above the median. */
async function perceptualHash(path: string): Promise<boolean[]> {
  const size = 32
  const luma = await sharp(path).resize(size, size, { fit: 'fill' }).greyscale().raw().toBuffer()
  const wave = (k: number, n: number) => Math.cos((Math.PI / size) * (n + 0.5) * k)
  const waves: number[] = []
  for (let v = 0; v < 8; v++) {
    for (let u = 0; u < 8; u++) {
      let sum = 0
      for (let y = 0; y < size; y++) {
        for (let x = 0; x < size; x++) sum += (luma[y * size + x] ?? 0) * wave(u, x) * wave(v, y)
      }
      waves.push(sum)
    }
  }
  const sorted = waves.slice(1).sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  return waves.map((each) => each > median)
}

/** The mean colour as `#rrggbb`. */
async function meanOf(picture: string | Buffer): Promise<string> {
  const { channels } = await sharp(picture).stats()
  const parts = channels.slice(0, 3).map(({ mean }) => Math.round(mean))
  return `#${Buffer.from(parts).toString('hex')}`
}

/**
 * The contrast of the light and the dark parts of a picture: of the pixels a twentieth of the way
 * from its lightest and from its darkest, so that a speck does not count. From 1 to 21.
 */
async function contrastWithin(picture: Buffer): Promise<number> {
  const { data, info } = await sharp(picture)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixels: string[] = []
  for (let at = 0; at < data.length; at += info.channels) {
    pixels.push(`#${data.subarray(at, at + 3).toString('hex')}`)
  }
  pixels.sort((a, b) => luminance(a) - luminance(b))
  const speck = Math.floor(pixels.length / 20)
  return contrast(pixels.at(speck) ?? '', pixels.at(-1 - speck) ?? '')
}

test.group('The decks that come with the appliance', () => {
  for (const { name, size, ofATheme, deck, cards, pictures } of decks) {
    test(`have all their cards, in five languages, under a licence (${name})`, ({ assert }) => {
      assert.lengthOf(deck.order, size)
      assert.sameMembers(
        deck.order,
        cards.map(({ id }) => id)
      )
      assert.deepEqual(deck.languages, [...LOCALES])
      for (const texts of [deck.name, deck.description, ...deck.themes.map((each) => each.name)]) {
        assert.sameMembers(Object.keys(texts), [...LOCALES])
      }
      for (const { id, texts } of cards) assert.sameMembers(Object.keys(texts), [...LOCALES], id)
      assert.equal(deck.licence.id, 'CC-BY-4.0')
      assert.isAbove(statSync(join(decksFolder, name, 'LICENSE')).size, 100)
    })

    test(`use every theme, and every picture once (${name})`, ({ assert }) => {
      const used = cards.flatMap(({ themes }) => themes)
      for (const { id } of deck.themes) {
        const count = used.filter((theme) => theme === id).length
        assert.isAtLeast(count, ofATheme, id)
      }
      const named = cards.flatMap(({ picture }) => picture ?? [])
      assert.sameMembers(
        pictures.filter((file) => file.endsWith('.webp')),
        named
      )
    })
  }

  test('have no card id, no word and no question twice in a language', ({ assert }) => {
    assert.deepEqual(repeated(everyCard.map(({ card }) => card.id)), [])
    for (const locale of LOCALES) {
      const words = everyCard.flatMap(({ card }) => card.texts[locale] ?? [])
      assert.deepEqual(repeated(words.map(({ word }) => word)), [], locale)
      assert.deepEqual(repeated(words.flatMap(({ questions }) => questions)), [], locale)
    }
  })

  for (const locale of LOCALES) {
    test(`ask questions as they are written in ${locale}`, ({ assert }) => {
      for (const { card } of everyCard) {
        for (const question of card.texts[locale]?.questions ?? []) {
          assert.match(question, QUESTION[locale], card.id)
        }
      }
    })
  }

  test('have square pictures without metadata, light enough', async ({ assert }) => {
    let sum = 0
    for (const { path } of withPicture) {
      const { width, height, format, exif, xmp } = await sharp(path).metadata()
      assert.deepEqual(
        [width, height, format, exif, xmp],
        [SIDE, SIDE, 'webp', undefined, undefined]
      )
      const { size } = statSync(path)
      assert.isAtMost(size, MOST_PICTURE, path)
      sum += size
    }
    assert.isAtMost(sum, MOST_DECK)
  })

  test('have placeholders and colours from which the photo does not flash up', async ({
    assert,
  }) => {
    for (const { card, path } of withPicture) {
      const placeholder = Buffer.from(card.placeholder ?? '', 'base64')
      const { width, height } = await sharp(placeholder).metadata()
      assert.isAtMost(Math.max(width, height), 24, card.id)
      const [photo, before] = await Promise.all([meanOf(path), meanOf(placeholder)])
      assert.isAtMost(contrast(photo, before), MOST_FLASH, `${card.id}: placeholder`)
    }
  })

  test('have placeholders that show light and shade, not a flat colour', async ({ assert }) => {
    for (const { card } of withPicture) {
      const shade = await contrastWithin(Buffer.from(card.placeholder ?? '', 'base64'))
      assert.isAtLeast(shade, LEAST_SHADE, card.id)
    }
  })

  test('have letters that can be read on the colour of every card of words alone', ({ assert }) => {
    for (const { card } of everyCard.filter(({ card }) => card.picture === null)) {
      const ground = card.colour ?? themeGround(0)
      assert.isAtLeast(contrast(INKS[inkOn(ground)], ground), LEAST_CONTRAST, card.id)
    }
  })

  test('have no two pictures that look alike', async ({ assert }) => {
    const hashes = await Promise.all(withPicture.map(({ path }) => perceptualHash(path)))
    const close: string[] = []
    hashes.forEach((hash, index) => {
      hashes.slice(0, index).forEach((other, before) => {
        const distance = hash.filter((bit, at) => bit !== other[at]).length
        if (distance < LEAST_DISTANCE) {
          close.push(`${withPicture[index]?.card.id} ${withPicture[before]?.card.id} ${distance}`)
        }
      })
    })
    assert.deepEqual(close, [])
  }).timeout(120_000)
})
