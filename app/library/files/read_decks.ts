import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errors } from '@vinejs/vine'
import {
  cardFile,
  deckFile,
  picturesFile,
  type CardFile,
  type DeckFile,
  type PicturesFile,
} from './deck_file.js'

/** A deck's files cannot be used; the message names the file and what is wrong with it. */
export class DeckFileError extends Error {
  override name = 'DeckFileError'
}

/** A deck as its files have it. */
export interface ReadDeck {
  deck: DeckFile
  /** In the deck's order. */
  cards: { card: CardFile; picture: PicturesFile[string] }[]
  /** SHA-256 of everything read. */
  contentHash: string
}

interface Validator<Content> {
  validate(data: unknown): Promise<Content>
}

async function check<Content>(path: string, text: string, validator: Validator<Content>) {
  try {
    return await validator.validate(JSON.parse(text))
  } catch (error) {
    if (error instanceof errors.E_VALIDATION_ERROR) {
      const messages: { field: string; message: string }[] = error.messages
      const faults = messages.map(({ field, message }) => `${field}: ${message}`)
      throw new DeckFileError(`${path}: ${faults.join('; ')}`)
    }
    if (error instanceof SyntaxError) throw new DeckFileError(`${path}: ${error.message}`)
    throw error
  }
}

async function readDeck(folder: string, picturesPath: string): Promise<ReadDeck> {
  const hash = createHash('sha256')
  const load = async <Content>(path: string, validator: Validator<Content>) => {
    const text = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new DeckFileError(`${path} cannot be read`, { cause })
    })
    hash.update(text)
    return check(path, text, validator)
  }
  const deck = await load(join(folder, 'deck.json'), deckFile)
  const pictures = await load(picturesPath, picturesFile)
  const themes = new Set(deck.themes.map(({ id }) => id))
  const cards: ReadDeck['cards'] = []
  for (const id of deck.cards) {
    const path = join(folder, 'cards', `${id}.json`)
    const card = await load(path, cardFile)
    const picture = pictures[id]
    if (card.id !== id) throw new DeckFileError(`${path}: its id is "${card.id}"`)
    if (!picture) throw new DeckFileError(`${path}: there is no picture of it; run the build`)
    const unknown = card.themes.find((theme) => !themes.has(theme))
    if (unknown) throw new DeckFileError(`${path}: deck.json has no theme "${unknown}"`)
    cards.push({ card, picture })
  }
  return { deck, cards, contentHash: hash.digest('hex') }
}

/**
 * Reads every deck below `folder`, with what the build has noted about its pictures.
 *
 * @throws DeckFileError at the first file that is missing or not as it must be
 */
export async function readDecks(folder: string, picturesFolder: string): Promise<ReadDeck[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const decks: ReadDeck[] = []
  for (const entry of entries.filter((each) => each.isDirectory())) {
    if (entry.name === 'scenes') continue
    decks.push(await readDeck(join(folder, entry.name), join(picturesFolder, `${entry.name}.json`)))
  }
  return decks
}
