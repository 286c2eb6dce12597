import { isLocale, type Locale } from '#config/locales'
import type { Faults, Place, Texts } from './fault.js'

/** Control characters, and those that turn the direction of what follows: they disguise a text. */
const UNSEEN = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u

/** A value of JSON with its place, which tells the faults what is not as it must be. */
export class ValueReader {
  constructor(
    private readonly value: unknown,
    private readonly faults: Faults,
    private readonly place: Place
  ) {}

  get isThere(): boolean {
    return this.value !== undefined
  }

  refuse(
    problem: Parameters<Faults['refuse']>[0],
    values: Parameters<Faults['refuse']>[2] = {}
  ): null {
    this.faults.refuse(problem, this.place, values)
    return null
  }

  /** The fields of an object, of which no others than these are allowed; null when it is none. */
  fields<Name extends string>(names: readonly Name[]): Record<Name, ValueReader> | null
  fields(names: readonly string[]): Record<string, ValueReader> | null {
    const object = this.object()
    if (!object) return null
    for (const [name] of object) {
      if (!names.includes(name)) this.at(printable(name), null).refuse('unknownField')
    }
    const values = new Map(object)
    return Object.fromEntries(names.map((name) => [name, this.at(name, values.get(name))]))
  }

  /** What is there by language, of the languages allowed. */
  byLanguage(allowed: readonly Locale[]): [Locale, ValueReader][] {
    const found: [Locale, ValueReader][] = []
    for (const [name, value] of this.object() ?? []) {
      const reader = this.at(printable(name), value)
      if (!isLocale(name)) reader.refuse('unknownLanguage', { language: printable(name) })
      else if (!allowed.includes(name)) reader.refuse('unlistedLanguage', { language: name })
      else found.push([name, reader])
    }
    return found
  }

  /** A text by language, of which the first must be there. */
  texts(languages: readonly Locale[], most: number): Texts {
    const texts: Texts = {}
    for (const [locale, reader] of this.byLanguage(languages)) {
      const text = reader.text({ least: 1, most })
      if (text !== null) texts[locale] = text
    }
    const [first] = languages
    const isMissing = first && this.isObject(this.value) && !Object.hasOwn(this.value, first)
    if (isMissing) this.refuse('firstLanguageMissing', { language: first })
    return texts
  }

  /** The pieces of a list; null when it is none or has too few or too many. */
  list({ least, most }: { least: number; most: number }): ValueReader[] | null {
    if (!this.isThere) return this.refuse('missing')
    if (!Array.isArray(this.value)) return this.refuse('wrongType', { type: 'list' })
    const list: readonly unknown[] = this.value
    if (list.length < least) return this.refuse('tooFew', { count: list.length, least })
    if (list.length > most) return this.refuse('tooMany', { count: list.length, most })
    return list.map((value, index) => this.at(String(index + 1), value))
  }

  /** A text without unseen characters that change it, of some length; null when it is none. */
  text({ least, most, form }: { least: number; most: number; form?: RegExp }): string | null {
    if (!this.isThere) return this.refuse('missing')
    if (typeof this.value !== 'string') return this.refuse('wrongType', { type: 'text' })
    const text = this.value
    if (text.trim().length < least) return this.refuse('tooShort', { count: text.length, least })
    if (text.length > most) return this.refuse('tooLong', { count: text.length, most })
    const isClean = text.isWellFormed() && !UNSEEN.test(text)
    return isClean && (!form || form.test(text)) ? text : this.refuse('badForm')
  }

  /** Texts of a list, each only once; null when one is wrong. */
  distinctTexts(
    size: { least: number; most: number },
    read: (reader: ValueReader) => string | null
  ): string[] | null {
    const readers = this.list(size)
    if (!readers) return null
    const texts = new Set<string>()
    let isWhole = true
    for (const reader of readers) {
      const text = read(reader)
      if (text === null) isWhole = false
      else if (texts.has(text)) {
        reader.refuse('duplicate', { value: text })
        isWhole = false
      } else texts.add(text)
    }
    return isWhole ? [...texts] : null
  }

  /** Whether it is exactly this. */
  is(wanted: unknown): boolean {
    return this.value === wanted
  }

  private isObject(value: unknown): value is object {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  }

  private object(): [string, unknown][] | null {
    if (!this.isThere) return this.refuse('missing')
    if (!this.isObject(this.value)) return this.refuse('wrongType', { type: 'object' })
    return Object.entries(this.value)
  }

  private at(name: string, value: unknown): ValueReader {
    const field = this.place.field === undefined ? name : `${this.place.field}.${name}`
    return new ValueReader(value, this.faults, { ...this.place, field })
  }
}

/** A name out of a file as a message can show it. */
export function printable(name: string): string {
  return name
    .toWellFormed()
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD')
    .slice(0, 100)
}
