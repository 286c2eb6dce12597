import type { HttpContext } from '@adonisjs/core/http'
import { isLocale } from '#config/locales'

/** Fields that have a name for people: the keys of `library.import.fields`. */
const NAMED = [
  'alt',
  'attribution',
  'colour',
  'description',
  'id',
  'languages',
  'licence',
  'name',
  'order',
  'picture',
  'placeholder',
  'questions',
  'texts',
  'themes',
  'word',
] as const

/**
 * A field's path as people read it: `texts.en.questions.2` is “question 2, English”.
 *
 * @returns the path itself when nothing in it has a name
 */
export function nameField(path: string, i18n: HttpContext['i18n']): string {
  const parts = path.split('.')
  const known = parts.findLastIndex((part) => NAMED.some((name) => name === part))
  const last = parts.at(-1) ?? path
  // A field nobody knows is called what its deck calls it.
  if (known === -1 || !(isLocale(last) || /^\d+$/.test(last) || parts[known] === last)) return path
  const next = parts[known + 1] ?? ''
  const place = /^\d+$/.test(next) ? ` ${next}` : ''
  const languages = new Intl.DisplayNames([i18n.locale], { type: 'language' })
  const language = parts.find((part) => isLocale(part))
  const name = i18n.t(`library.import.fields.${parts[known]}`) + place
  return language === undefined ? name : `${name}, ${languages.of(language) ?? language}`
}
