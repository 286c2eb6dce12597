/**
 * Makes the pictures of the decks: of each card 400, 800 and 1600 px as WebP, and a note per deck
 * (`build/decks/<deck>.json`) of each picture's hash, blurred placeholder and colour. A picture is
 * made again only when its master has changed.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Change it when the same master must give other pictures. */
const FORM = '1'

/** Size in px → quality of WebP. */
const SIZES = { 400: 78, 800: 80, 1600: 84 }

function hashOf(master) {
  return createHash('sha256').update(FORM).update(master).digest('hex').slice(0, 12)
}

function readNotes(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
}

const hex = ({ r, g, b }) =>
  `#${[r, g, b].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

async function makePictures(sharp, master, base) {
  for (const [size, quality] of Object.entries(SIZES)) {
    const picture = sharp(master).resize(Number(size), Number(size), { fit: 'cover' })
    writeFileSync(`${base}-${size}.webp`, await picture.webp({ quality, effort: 4 }).toBuffer())
  }
}

async function note(sharp, master, version) {
  const tiny = await sharp(master).resize(16, 16).webp({ quality: 40 }).toBuffer()
  const { data } = await sharp(master)
    .resize(1, 1)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return {
    version,
    placeholder: `data:image/webp;base64,${tiny.toString('base64')}`,
    colour: hex({ r: data[0], g: data[1], b: data[2] }),
  }
}

/** Reads the decks below `from/resources/decks` and writes into `output`. */
export async function buildDecks(from, output) {
  const source = join(from, 'resources', 'decks')
  if (!existsSync(source)) return
  const { default: sharp } = await import('sharp')
  mkdirSync(join(output, 'decks'), { recursive: true })
  for (const deck of readdirSync(source)) {
    const masters = join(source, deck, 'pictures')
    if (!existsSync(masters)) continue
    const notesPath = join(output, 'decks', `${deck}.json`)
    const before = readNotes(notesPath)
    const notes = {}
    const folder = join(output, 'public', 'decks', deck)
    mkdirSync(folder, { recursive: true })
    for (const file of readdirSync(masters)
      .filter((name) => name.endsWith('.webp'))
      .sort()) {
      const card = file.slice(0, -'.webp'.length)
      const master = readFileSync(join(masters, file))
      const version = hashOf(master)
      const base = join(folder, card)
      const isMade =
        before[card]?.version === version &&
        Object.keys(SIZES).every((size) => existsSync(`${base}-${size}.webp`))
      if (!isMade) await makePictures(sharp, master, base)
      notes[card] = isMade ? before[card] : await note(sharp, master, version)
    }
    for (const file of readdirSync(folder)) {
      if (!notes[file.replace(/-\d+\.webp$/, '')]) rmSync(join(folder, file))
    }
    writeFileSync(notesPath, JSON.stringify(notes, null, 1))
  }
}
