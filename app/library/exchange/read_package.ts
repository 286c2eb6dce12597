import { readCardFile, readDeckFile, type CardFile, type DeckFile } from '../files/deck_file.js'
import type { Faults } from '../files/fault.js'
import { printable } from '../files/value_reader.js'
import { isIgnored, kindOf } from './entry_name.js'
import { isPlaceholder } from './make_picture.js'
import type { ArchiveFile } from './open_archive.js'
import { readPictures, type PackedPicture } from './read_pictures.js'

const MOST_JSON = 1024 ** 2

/** A deck as an archive has it. */
export interface DeckPackage {
  deck: DeckFile
  /** In the deck's order. */
  cards: CardFile[]
  /** The pictures that cards use, by file name. */
  pictures: Map<string, PackedPicture>
}

/** The files of the deck by their names inside it, whether it lies at the root or in one folder. */
function insideDeck(
  files: readonly ArchiveFile[],
  faults: Faults
): Map<string, ArchiveFile> | null {
  const manifests = files.filter(({ name }) => /^([^/]+\/)?deck\.json$/.test(name))
  const [manifest, ...more] = manifests
  if (!manifest) faults.refuse('noManifest')
  if (more.length > 0) faults.refuse('severalManifests')
  if (!manifest || more.length > 0) return null
  const folder = manifest.name.slice(0, -'deck.json'.length)
  const inside = new Map<string, ArchiveFile>()
  for (const file of files) {
    const name = file.name.startsWith(folder) ? file.name.slice(folder.length) : null
    if (name !== null && kindOf(name) !== 'unknown') inside.set(name, file)
    else faults.warn('unknownFile', { file: printable(file.name) })
  }
  return inside
}

async function readJson(name: string, file: ArchiveFile, faults: Faults): Promise<unknown> {
  if (file.size > MOST_JSON) {
    faults.refuse('fileTooLarge', { file: name }, { most: MOST_JSON / 1024 ** 2 })
    return undefined
  }
  const content = await file.read()
  if (!content) return undefined
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))
    return json
  } catch {
    faults.refuse('notJson', { file: name })
    return undefined
  }
}

/**
 * Reads and checks a whole deck: every manifest, every word, every picture's kind and size. Stops
 * early only when no more faults would be told.
 *
 * @returns null when the faults have refusals
 */
export async function readPackage(
  files: readonly ArchiveFile[],
  faults: Faults
): Promise<DeckPackage | null> {
  const inside = insideDeck(
    files.filter(({ name }) => !isIgnored(name)),
    faults
  )
  const manifest = inside?.get('deck.json')
  if (!inside || !manifest) return null
  const json = await readJson('deck.json', manifest, faults)
  const deck = json === undefined ? null : readDeckFile(json, faults)
  // Without it nothing can be said of the cards.
  if (!deck) return null
  const cards = await readCards(deck, inside, faults)
  const pictures = await readPictures(cards, inside, faults)
  warnOfHoles(deck, cards, inside, faults)
  return faults.refusals.length > 0 ? null : { deck, cards, pictures }
}

async function readCards(deck: DeckFile, inside: Map<string, ArchiveFile>, faults: Faults) {
  const cards: CardFile[] = []
  for (const id of deck.order) {
    if (faults.isFull) break
    const name = `cards/${id}.json`
    const file = inside.get(name)
    if (!file) {
      faults.refuse('cardMissing', { file: 'deck.json', card: id, field: 'order' })
      continue
    }
    const json = await readJson(name, file, faults)
    const card = json === undefined ? null : readCardFile(json, id, deck, faults)
    if (!card) continue
    if (card.placeholder !== null && !(await isPlaceholder(card.placeholder))) {
      faults.refuse('badPlaceholder', { file: name, card: id, field: 'placeholder' })
    }
    cards.push(card)
  }
  return cards
}

function warnOfHoles(
  deck: DeckFile,
  cards: readonly CardFile[],
  inside: Map<string, ArchiveFile>,
  faults: Faults
) {
  for (const language of deck.languages) {
    const lacking = cards.filter(({ texts }) => texts[language] === undefined).map(({ id }) => id)
    if (lacking.length > 0) {
      faults.warn('languageMissing', {}, { language, cards: lacking.join(', ') })
    }
  }
  const ordered = new Set(deck.order.map((id) => `cards/${id}.json`))
  const used = new Set(cards.map(({ picture }) => `pictures/${picture}`))
  // A card that could not be read may use any of the pictures.
  const knowsUse = cards.length === deck.order.length
  for (const name of inside.keys()) {
    const file = printable(name)
    const kind = kindOf(name)
    if (kind === 'card' && !ordered.has(name)) faults.warn('cardNotInOrder', { file })
    if (kind === 'picture' && knowsUse && !used.has(name)) faults.warn('pictureUnused', { file })
  }
}
