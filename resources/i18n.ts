import { IntlMessageFormat } from 'intl-messageformat'
import { setApart } from '#config/locales'
import type { Catalogue } from './lang/catalogue.js'

/** The languages of the interface, in the order a switch shows them. */
export const locales = ['en', 'he', 'es', 'fr', 'de'] as const

/** One language of the interface. */
export type Locale = (typeof locales)[number]

/** Each language's name in itself. */
export const localeNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  he: 'עברית',
  es: 'Español',
  fr: 'Français',
  de: 'Deutsch',
}

type Leaves<T, Path extends string> = T extends string
  ? Path
  : { [K in keyof T & string]: Leaves<T[K], `${Path}.${K}`> }[keyof T & string]

/** A translation key: `<module>.<path>`, as the English files have it. */
export type Key = { [M in keyof Catalogue]: Leaves<Catalogue[M], M> }[keyof Catalogue]

/** Nested messages as the language files hold them, by module at the first level. */
export interface Messages {
  readonly [key: string]: string | Messages
}

/** What may be put into a message. */
export type Values = Readonly<Record<string, string | number | Date>>

/** English is British here: dates read day first. */
const tags: Readonly<Record<Locale, string>> = {
  en: 'en-GB',
  he: 'he',
  es: 'es',
  fr: 'fr',
  de: 'de',
}

/** One language's messages by key, compiled when first used. */
class Language {
  private readonly texts = new Map<string, string>()
  private readonly compiled = new Map<string, IntlMessageFormat>()

  constructor(
    readonly locale: Locale,
    messages: Messages
  ) {
    flatten(messages, '', this.texts)
  }

  say(key: string, values?: Values): string {
    const text = this.texts.get(key)
    if (text === undefined) return key
    // Most messages have nothing to put in, and need not be compiled.
    if (!/[{'#]/.test(text)) return text
    let message = this.compiled.get(key)
    if (!message) {
      message = new IntlMessageFormat(text, tags[this.locale], undefined, { ignoreTag: true })
      this.compiled.set(key, message)
    }
    return String(message.format(values && this.inSentence(values)))
  }

  /** Titles and names of people come in any language, and turn nothing of the sentence round. */
  private inSentence(values: Values): Values {
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string' ? setApart(value, this.locale) : value,
      ])
    )
  }
}

function flatten(messages: Messages, prefix: string, into: Map<string, string>): void {
  for (const [name, value] of Object.entries(messages)) {
    if (typeof value === 'string') into.set(prefix + name, value)
    else flatten(value, `${prefix}${name}.`, into)
  }
}

/** Languages that have been in use, so that the server makes each of them once. */
const languages = new WeakMap<Messages, Language>()
let language = new Language('en', {})

/**
 * Makes `messages` the language of everything rendered from here on.
 * On the server, call it right before each render: the state belongs to the
 * module, so nothing may be awaited between this call and the render.
 */
export function setMessages(locale: Locale, messages: Messages): void {
  language = languages.get(messages) ?? new Language(locale, messages)
  languages.set(messages, language)
}

/** The language in use. */
export function locale(): Locale {
  return language.locale
}

/** The message for `key` with `values` put in; the key itself when there is no such message. */
export function t(key: Key, values?: Values): string {
  return language.say(key, values)
}

/** The direction a language is written in, for `<html dir>`. */
export function direction(of: Locale): 'ltr' | 'rtl' {
  return of === 'he' ? 'rtl' : 'ltr'
}

/** A moment (Date, ISO text or milliseconds) as a date, such as “3 March 2026”. */
export function formatDate(
  moment: Date | string | number,
  options: Intl.DateTimeFormatOptions = { dateStyle: 'long' }
): string {
  return new Intl.DateTimeFormat(tags[language.locale], options).format(new Date(moment))
}

/** A moment (Date, ISO text or milliseconds) as a time of day, such as “14:05”. */
export function formatTime(
  moment: Date | string | number,
  options: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }
): string {
  return new Intl.DateTimeFormat(tags[language.locale], options).format(new Date(moment))
}

/** A number as the language writes it. */
export function formatNumber(value: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(tags[language.locale], options).format(value)
}

/** Several texts as the language lists them, each set apart from its neighbours. */
export function formatList(texts: readonly string[]): string {
  return new Intl.ListFormat(tags[language.locale])
    .formatToParts(texts)
    .map(({ type, value }) =>
      // Hebrew joins by a maqaf what Intl joins by a hyphen.
      type === 'element' ? setApart(value, language.locale) : value.replace('ו-', 'ו־')
    )
    .join('')
}

/** A text as a language of the interface; English when it is none. */
export function toLocale(text: unknown): Locale {
  return locales.find((each) => each === text) ?? 'en'
}
