import { isLocale, LOCALES, type Locale } from '#config/locales'
import type { Faults, Texts } from './fault.js'
import { ValueReader } from './value_reader.js'

/** Most cards of a deck. */
export const MOST_CARDS = 1000

/** `deck.json`: the deck itself, its themes and the order of its cards. See `deck.schema.json`. */
export interface DeckFile {
  id: string
  /** Of the product's; words are shown in the first to readers of a language that is not there. */
  languages: Locale[]
  name: Texts
  description: Texts
  licence: { id: string; attribution: string }
  themes: { id: string; name: Texts }[]
  /** Ids of its cards. */
  order: string[]
}

/** A card's words in one language. */
export interface Words {
  word: string
  questions: string[]
  /** Null on a card of words alone. */
  alt: string | null
}

/** `cards/<id>.json`: one card. See `card.schema.json`. */
export interface CardFile {
  id: string
  /** File name of its picture; null on a card of words alone. */
  picture: string | null
  themes: string[]
  /** Base64 of a WebP of a few pixels. */
  placeholder: string | null
  colour: string | null
  texts: Partial<Record<Locale, Words>>
}

const KEY = { least: 1, most: 64, form: /^[a-z0-9]+(-[a-z0-9]+)*$/ }
const PICTURE = { least: 1, most: 100, form: /^[A-Za-z0-9][A-Za-z0-9._-]*$/ }

/** What the parsed `deck.json` says; null when it cannot be used, and then `faults` say why. */
export function readDeckFile(json: unknown, faults: Faults): DeckFile | null {
  const deck = new ValueReader(json, faults, { file: 'deck.json' }).fields([
    'schema',
    'id',
    'languages',
    'name',
    'description',
    'licence',
    'themes',
    'order',
  ])
  if (!deck) return null
  const before = faults.refusals.length
  if (!deck.schema.is(1)) deck.schema.refuse(deck.schema.isThere ? 'badForm' : 'missing')
  const id = deck.id.text(KEY)
  const languages = deck.languages.distinctTexts({ least: 1, most: LOCALES.length }, (reader) => {
    const language = reader.text({ least: 2, most: 2 })
    return language === null || isLocale(language)
      ? language
      : reader.refuse('unknownLanguage', { language })
  })
  const known = languages?.filter(isLocale) ?? [...LOCALES]
  const name = deck.name.texts(known, 300)
  const description = deck.description.texts(known, 300)
  const licence = readLicence(deck.licence)
  const themes = readThemes(deck.themes, known)
  const order = deck.order.distinctTexts({ least: 1, most: MOST_CARDS }, (reader) =>
    reader.text(KEY)
  )
  if (id === null || !licence || !themes || !order) return null
  if (faults.refusals.length > before) return null
  return { id, languages: known, name, description, licence, themes, order }
}

function readLicence(reader: ValueReader): DeckFile['licence'] | null {
  if (!reader.isThere) return reader.refuse('licenceMissing')
  const licence = reader.fields(['id', 'attribution'])
  if (!licence) return null
  if (!licence.id.isThere) return licence.id.refuse('licenceMissing')
  const id = licence.id.text({ least: 1, most: 64 })
  const attribution = licence.attribution.text({ least: 1, most: 200 })
  return id === null || attribution === null ? null : { id, attribution }
}

function readThemes(reader: ValueReader, languages: readonly Locale[]): DeckFile['themes'] | null {
  const themes = new Map<string, { id: string; name: Texts }>()
  for (const each of reader.list({ least: 0, most: 100 }) ?? []) {
    const theme = each.fields(['id', 'name'])
    const id = theme?.id.text(KEY)
    const name = theme?.name.texts(languages, 300)
    if (!id || !name) continue
    if (themes.has(id)) each.refuse('duplicate', { value: id })
    themes.set(id, { id, name })
  }
  return [...themes.values()]
}

/**
 * What a parsed `cards/<id>.json` says; null when it cannot be used, and then `faults` say why.
 *
 * @param name the `<id>` of the file's name
 */
export function readCardFile(
  json: unknown,
  name: string,
  deck: Pick<DeckFile, 'languages' | 'themes'>,
  faults: Faults
): CardFile | null {
  const reader = new ValueReader(json, faults, { file: `cards/${name}.json`, card: name })
  const before = faults.refusals.length
  const card = reader.fields(['id', 'picture', 'themes', 'placeholder', 'colour', 'texts'])
  if (!card) return null
  const id = card.id.text(KEY)
  if (id !== null && id !== name) card.id.refuse('idDiffers', { id })
  const picture = card.picture.isThere ? card.picture.text(PICTURE) : null
  const placeholder = card.placeholder.isThere
    ? card.placeholder.text({ least: 8, most: 1200, form: /^[A-Za-z0-9+/]+={0,2}$/ })
    : null
  const colour = card.colour.isThere
    ? card.colour.text({ least: 7, most: 7, form: /^#[0-9a-f]{6}$/ })
    : null
  if (card.placeholder.isThere && !card.picture.isThere) card.placeholder.refuse('needsPicture')
  const known = new Set(deck.themes.map((theme) => theme.id))
  const themes = card.themes.distinctTexts({ least: 1, most: 5 }, (each) => {
    const theme = each.text(KEY)
    return theme === null || known.has(theme) ? theme : each.refuse('unknownTheme', { theme })
  })
  const texts: CardFile['texts'] = {}
  for (const [locale, each] of card.texts.byLanguage(deck.languages)) {
    const words = readWords(each, card.picture.isThere)
    if (words) texts[locale] = words
  }
  const [first] = deck.languages
  const lacks = (locale: Locale) => texts[locale] === undefined
  if (faults.refusals.length > before || id === null || !themes) return null
  if (first && lacks(first)) return card.texts.refuse('firstLanguageMissing', { language: first })
  return { id, picture, themes, placeholder, colour, texts }
}

function readWords(reader: ValueReader, hasPicture: boolean): Words | null {
  const words = reader.fields(['word', 'questions', 'alt'])
  if (!words) return null
  const word = words.word.text({ least: 1, most: 24 })
  const questions = words.questions.distinctTexts({ least: 3, most: 3 }, (each) =>
    each.text({ least: 8, most: 90 })
  )
  if (!hasPicture && words.alt.isThere) return words.alt.refuse('needsPicture')
  const alt = hasPicture ? words.alt.text({ least: 20, most: 160 }) : null
  return word === null || !questions || (hasPicture && alt === null)
    ? null
    : { word, questions, alt }
}
