import type { HttpContext } from '@adonisjs/core/http'
import { setApart, toLocale } from '#config/locales'
import type { DeckFault } from '#pages/library/decks.props'
import type { Fault, Place, Warned } from '../files/fault.js'
import { nameField } from './name_field.js'

/** A fault as outside clients get it. */
export type ToldFault = {
  /** `library.import.<problem>`, the same in every language. */
  code: string
  /** What is wrong and where, in the reader's language. */
  message: string
  /** Where: `cards/kite.json: texts.en.word`. */
  field?: string
}

type I18n = HttpContext['i18n']
type AnyFault = Fault<Fault['problem'] | Warned>
type Kind = 'faults' | 'warnings'

function fieldOf({ file, field }: Place): string {
  return [file, field].filter((part) => part !== undefined).join(': ')
}

const KINDS = { text: 'text', list: 'list', object: 'object' } as const

function valuesOf(values: Fault['values'], i18n: I18n): Fault['values'] {
  const { type, language } = values
  const names = new Intl.DisplayNames([i18n.locale], { type: 'language', fallback: 'code' })
  const known = typeof language === 'string' && /^[a-z]{2}$/.test(language)
  const told = {
    ...values,
    ...(typeof type === 'string' && type in KINDS
      ? { type: i18n.t(`library.import.types.${type}`) }
      : {}),
    ...(known ? { language: names.of(language) ?? language } : {}),
  }
  const locale = toLocale(i18n.locale)
  return Object.fromEntries(
    Object.entries(told).map(([name, value]) => [
      name,
      typeof value === 'string' ? setApart(value, locale) : value,
    ])
  )
}

/** Faults for the page of decks, in the reader's language and in parts that do not mix. */
export function showFaults(kind: Kind, faults: readonly AnyFault[], i18n: I18n): DeckFault[] {
  const locale = toLocale(i18n.locale)
  return faults.map((fault) => {
    const { card, file, field } = fault
    const what =
      card === undefined ? file : i18n.t('library.import.card', { card: setApart(card, locale) })
    const name = field === undefined ? null : nameField(field, i18n)
    const path = fieldOf(fault)
    return {
      where: [what, name].filter((part) => part !== undefined && part !== null),
      // A file alone is its own path.
      path: path === what ? '' : path,
      text: i18n.t(`library.import.${kind}.${fault.problem}`, valuesOf(fault.values, i18n)),
    }
  })
}

/** Faults in the reader's language: refusals of `faults`, or what `warnings` say. */
export function tellFaults(kind: Kind, faults: readonly AnyFault[], i18n: I18n): ToldFault[] {
  const locale = toLocale(i18n.locale)
  const shown = showFaults(kind, faults, i18n)
  return faults.map((fault, index) => {
    const { where = [], text = '' } = shown[index] ?? {}
    const place = where.map((part) => setApart(part, locale)).join(', ')
    const field = fieldOf(fault)
    return {
      code: `library.import.${fault.problem}`,
      message: place ? i18n.t('library.import.at', { place, text }) : text,
      ...(field ? { field } : {}),
    }
  })
}
