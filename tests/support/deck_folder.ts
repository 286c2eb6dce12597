import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LOCALES } from '#config/locales'

/** Something by language. */
export function inEvery<Value>(make: (locale: string) => Value): Record<string, Value> {
  return Object.fromEntries(LOCALES.map((locale) => [locale, make(locale)]))
}

/** `deck.json` of a deck with one theme. */
export function deckJson(id: string, order: readonly string[]) {
  return {
    schema: 1,
    id,
    languages: [...LOCALES],
    name: inEvery((locale) => `Deck ${id} ${locale}`),
    description: inEvery((locale) => `For a test ${locale}`),
    licence: { id: 'CC-BY-4.0', attribution: 'A test' },
    themes: [{ id: 'light', name: inEvery((locale) => `Light ${locale}`) }],
    order: [...order],
  }
}

/** `cards/<id>.json` of a card of words alone. */
export function wordsJson(id: string) {
  return {
    id,
    themes: ['light'],
    texts: inEvery((locale) => ({
      word: `Word ${id} ${locale}`.slice(0, 24),
      questions: ['first', 'second', 'third'].map((each) => `What is the ${each} of ${id}?`),
    })),
  }
}

/** Writes one deck into a folder of decks of its own and gives its path to `work`. */
export async function withDeckFolder(
  deck: { id: string },
  cards: readonly { id: string }[],
  work: (folder: string) => Promise<void>
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'belvedere-decks-'))
  try {
    await mkdir(join(folder, deck.id, 'cards'), { recursive: true })
    await writeFile(join(folder, deck.id, 'deck.json'), JSON.stringify(deck))
    for (const card of cards) {
      await writeFile(join(folder, deck.id, 'cards', `${card.id}.json`), JSON.stringify(card))
    }
    await work(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}
