import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LOCALES } from '#config/locales'
import { isValidationError } from '#core/errors/to_refusal'
import { cardFile, deckFile, picturesFile, type CardFile, type DeckFile } from './deck_file.js'

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

interface Validator<Content> {
  validate(data: unknown): Promise<Content>
}

function faultsOf(error: { messages: { field: string; message: string }[] }): string {
  return error.messages.map(({ field, message }) => `${field}: ${message}`).join('; ')
}

async function check<Content>(path: string, text: string, validator: Validator<Content>) {
  try {
    return await validator.validate(JSON.parse(text))
  } catch (error) {
    if (isValidationError(error)) throw new DeckFileError(`${path}: ${faultsOf(error)}`)
    if (error instanceof SyntaxError) throw new DeckFileError(`${path}: ${error.message}`)
    throw error
  }
}

/** Picture, placeholder, colour and alt texts are there together, or all but the colour absent. */
function pictureOf(path: string, card: CardFile, versions: Record<string, string>) {
  const { picture, placeholder, colour } = card
  const alts = Object.values(card.texts).filter(({ alt }) => alt !== undefined).length
  if (picture === undefined) {
    if (placeholder === undefined && alts === 0) return null
    throw new DeckFileError(`${path}: without a picture there is no placeholder and no alt`)
  }
  if (placeholder === undefined || colour === undefined || alts < LOCALES.length) {
    throw new DeckFileError(`${path}: a picture needs placeholder, colour and alt`)
  }
  const version = versions[picture]
  if (!version) throw new DeckFileError(`${path}: the build has made no picture ${picture}`)
  return { name: picture.replace(/\.webp$/, ''), version, placeholder }
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
  // A deck of words alone has no pictures for the build to note.
  const pictures = existsSync(picturesPath) ? await load(picturesPath, picturesFile) : {}
  const themes = new Set(deck.themes.map(({ id }) => id))
  const cards: ReadDeck['cards'] = []
  for (const id of deck.order) {
    const path = join(folder, 'cards', `${id}.json`)
    const card = await load(path, cardFile)
    if (card.id !== id) throw new DeckFileError(`${path}: its id is "${card.id}"`)
    const unknown = card.themes.find((theme) => !themes.has(theme))
    if (unknown) throw new DeckFileError(`${path}: deck.json has no theme "${unknown}"`)
    cards.push({ card, picture: pictureOf(path, card, pictures) })
  }
  return { deck, cards, contentHash: hash.digest('hex') }
}

/**
 * Reads every deck below `folder`, with what the build has noted about its pictures.
 *
 * @throws DeckFileError at the first file that is missing or not as it must be
 */
export async function readDecks(folder: string, picturesFolder: string): Promise<ReadDeck[]> {
  const entries = await readdir(folder)
  const decks: ReadDeck[] = []
  for (const entry of entries) {
    const isDeck = existsSync(join(folder, entry, 'deck.json'))
    if (isDeck) {
      decks.push(await readDeck(join(folder, entry), join(picturesFolder, `${entry}.json`)))
    }
  }
  return decks
}
