/**
 * Makes the pictures of the decks: of each card 400, 800 and 1600 px as WebP, and a note per deck
 * (`build/decks/<deck>.json`) of each picture's hash. A picture is made again only when its master
 * has changed.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Change it when the same master must give other pictures. */
const FORM = '1'

/** Sizes in px; a master is as large as the largest. */
const SIZES = [400, 800, 1600]
const QUALITY = 80

function hashOf(master) {
  return createHash('sha256').update(FORM).update(master).digest('hex').slice(0, 12)
}

function readNotes(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
}

async function makePictures(sharp, master, base) {
  const { width, height } = await sharp(master).metadata()
  for (const size of SIZES) {
    const isMaster = width === size && height === size
    const picture = isMaster
      ? master
      : await sharp(master).resize(size, size).webp({ quality: QUALITY, effort: 3 }).toBuffer()
    writeFileSync(`${base}-${size}.webp`, picture)
  }
}

async function buildDeck(sharp, masters, folder, notesPath) {
  const before = readNotes(notesPath)
  const notes = {}
  mkdirSync(folder, { recursive: true })
  const files = readdirSync(masters).filter((name) => name.endsWith('.webp'))
  for (const file of files.sort()) {
    const master = readFileSync(join(masters, file))
    const version = hashOf(master)
    const base = join(folder, file.slice(0, -'.webp'.length))
    const isMade =
      before[file] === version && SIZES.every((size) => existsSync(`${base}-${size}.webp`))
    if (!isMade) await makePictures(sharp, master, base)
    notes[file] = version
    // After each one, so that a broken-off build goes on where it was.
    writeFileSync(notesPath, JSON.stringify({ ...before, ...notes }, null, 1))
  }
  writeFileSync(notesPath, JSON.stringify(notes, null, 1))
  for (const file of readdirSync(folder)) {
    if (!notes[file.replace(/-\d+\.webp$/, '.webp')]) rmSync(join(folder, file))
  }
}

/** Reads the decks below `from/resources/decks` and writes into `output`. */
export async function buildDecks(from, output) {
  const source = join(from, 'resources', 'decks')
  const { default: sharp } = await import('sharp')
  mkdirSync(join(output, 'decks'), { recursive: true })
  for (const deck of readdirSync(source)) {
    const masters = join(source, deck, 'pictures')
    if (!existsSync(masters)) continue
    const folder = join(output, 'public', 'decks', deck)
    await buildDeck(sharp, masters, folder, join(output, 'decks', `${deck}.json`))
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  await buildDecks(root, join(root, 'build'))
}
