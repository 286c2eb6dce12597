import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LOCALES } from '#config/locales'
import { readCardFile, readDeckFile, type CardFile, type DeckFile } from './deck_file.js'
import { Faults } from './fault.js'

/** A deck's files cannot be used; the message names the file and what is wrong with it. */
export class DeckFileError extends Error {
  override name = 'DeckFileError'
}

/** What is known of a card's picture. */
export interface ReadPicture {
  /** Its name without ending, in the deck's folder of pictures. */
  name: string
  version: string
  /** Base64 of a WebP of a few pixels. */
  placeholder: string
}

/** A deck as its files have it. */
export interface ReadDeck {
  deck: DeckFile
  /** In the deck's order. */
  cards: { card: CardFile; picture: ReadPicture | null }[]
  /** SHA-256 of everything read. */
  contentHash: string
}

/** The first of the faults as an error, if there are any. */
function throwFirst({ refusals }: Faults, path: string): void {
  const [fault] = refusals
  if (!fault) return
  const values = Object.entries(fault.values).map(([name, value]) => ` ${name} ${value}`)
  throw new DeckFileError(`${path}: ${fault.field ?? 'the file'}: ${fault.problem}${values.join()}`)
}

function parse(path: string, text: string): unknown {
  try {
    const json: unknown = JSON.parse(text)
    return json
  } catch (cause) {
    throw new DeckFileError(`${path} is not JSON`, { cause })
  }
}

async function readDeck(folder: string, picturesPath: string): Promise<ReadDeck> {
  const hash = createHash('sha256')
  const load = async (path: string): Promise<unknown> => {
    const text = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new DeckFileError(`${path} cannot be read`, { cause })
    })
    hash.update(text)
    return parse(path, text)
  }
  const deckPath = join(folder, 'deck.json')
  const faults = new Faults()
  const deck = readDeckFile(await load(deckPath), faults)
  throwFirst(faults, deckPath)
  if (!deck) throw new DeckFileError(`${deckPath} cannot be used`)
  const everywhere = [deck.name, deck.description, ...deck.themes.map(({ name }) => name)]
  if (everywhere.some((texts) => LOCALES.some((locale) => texts[locale] === undefined))) {
    throw new DeckFileError(`${deckPath}: a name or description lacks a language`)
  }
  // A deck of words alone has no pictures for the build to note.
  const versions = existsSync(picturesPath) ? await load(picturesPath) : {}
  const cards: ReadDeck['cards'] = []
  for (const id of deck.order) {
    const path = join(folder, 'cards', `${id}.json`)
    const card = readCardFile(await load(path), id, deck, faults)
    throwFirst(faults, path)
    if (!card) throw new DeckFileError(`${path} cannot be used`)
    if (LOCALES.some((locale) => card.texts[locale] === undefined)) {
      throw new DeckFileError(`${path}: texts: a language is missing`)
    }
    cards.push({ card, picture: pictureOf(path, card, versions) })
  }
  return { deck, cards, contentHash: hash.digest('hex') }
}

/** What the build has noted of a picture. */
function versionOf(picture: string, notes: unknown): unknown {
  if (typeof notes !== 'object' || notes === null) return undefined
  const entries: [string, unknown][] = Object.entries(notes)
  return new Map(entries).get(picture)
}

/** A card of the appliance comes with everything that an imported one may leave to be measured. */
function pictureOf(path: string, card: CardFile, versions: unknown): ReadPicture | null {
  const { picture, placeholder, colour } = card
  if (picture === null) return null
  if (placeholder === null || colour === null) {
    throw new DeckFileError(`${path}: a picture needs a placeholder and a colour`)
  }
  const version = versionOf(picture, versions)
  if (typeof version !== 'string') {
    throw new DeckFileError(`${path}: the build has made no picture ${picture}`)
  }
  return { name: picture.replace(/\.webp$/, ''), version, placeholder }
}

/**
 * Reads every deck below `folder`, with what the build has noted about its pictures.
 *
 * @throws DeckFileError at the first file that is missing or not as it must be
 */
export async function readDecks(folder: string, picturesFolder: string): Promise<ReadDeck[]> {
  const entries = await readdir(folder)
  const decks: ReadDeck[] = []
  for (const entry of entries.sort()) {
    const isDeck = existsSync(join(folder, entry, 'deck.json'))
    if (isDeck) {
      decks.push(await readDeck(join(folder, entry), join(picturesFolder, `${entry}.json`)))
    }
  }
  return decks
}
