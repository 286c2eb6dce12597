import type { Locale } from '#config/locales'

/** Faults for which a deck is refused; the keys of `library.import.faults.*`. */
export const REFUSALS = [
  'notAZip',
  'tooManyFiles',
  'badName',
  'symbolicLink',
  'duplicateFile',
  'headersDisagree',
  'encrypted',
  'unknownCompression',
  'fileTooLarge',
  'unpackedTooLarge',
  'ratio',
  'deckRatio',
  'corrupt',
  'noManifest',
  'severalManifests',
  'notJson',
  'missing',
  'licenceMissing',
  'wrongType',
  'unknownField',
  'tooShort',
  'tooLong',
  'badForm',
  'tooFew',
  'tooMany',
  'duplicate',
  'unknownLanguage',
  'unlistedLanguage',
  'firstLanguageMissing',
  'unknownTheme',
  'cardMissing',
  'idDiffers',
  'needsPicture',
  'pictureMissing',
  'notAPicture',
  'pictureCorrupt',
  'pictureSize',
  'pictureCostly',
  'tooManyPixels',
  'animated',
  'badPlaceholder',
  'deckExists',
  'deckIsOfTheAppliance',
] as const

/** Faults with which a deck can be used all the same; the keys of `library.import.warnings.*`. */
export const WARNINGS = [
  'languageMissing',
  'pictureUnused',
  'cardNotInOrder',
  'unknownFile',
  'sameName',
] as const

export type Refused = (typeof REFUSALS)[number]
export type Warned = (typeof WARNINGS)[number]

/** Where in a deck something is wrong. */
export interface Place {
  /** The file's name inside the deck: `cards/kite.json`. */
  file?: string
  /** Id of the card. */
  card?: string
  /** The field inside the file: `texts.en.word`. */
  field?: string
}

/** Something that is wrong with a deck. */
export interface Fault<Problem = Refused> extends Place {
  problem: Problem
  /** What the message says of it: numbers, languages, names inside the deck. */
  values: Record<string, string | number>
}

/** Most faults that one answer names. */
export const MOST_FAULTS = 50

/** Collects what is wrong with a deck, so that one answer can name all of it. */
export class Faults {
  readonly refusals: Fault[] = []
  readonly warnings: Fault<Warned>[] = []

  /** No more would be told. */
  get isFull(): boolean {
    return this.refusals.length >= MOST_FAULTS
  }

  refuse(problem: Refused, place: Place = {}, values: Fault['values'] = {}): void {
    if (!this.isFull) this.refusals.push({ problem, ...place, values })
  }

  warn(problem: Warned, place: Place = {}, values: Fault['values'] = {}): void {
    if (this.warnings.length < MOST_FAULTS) this.warnings.push({ problem, ...place, values })
  }
}

/** A text by language; the deck's first is always there. */
export type Texts = Partial<Record<Locale, string>>
