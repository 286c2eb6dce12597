import type { HttpContext } from '@adonisjs/core/http'
import type { Fault, Place, Warned } from '../files/fault.js'

/** A fault as people read it. */
export type ToldFault = {
  /** `library.import.<problem>`, the same in every language. */
  code: string
  /** What is wrong and where, in the reader's language. */
  message: string
  /** Where: `cards/kite.json: texts.en.word`. */
  field?: string
}

type I18n = HttpContext['i18n']

function placeOf({ file, card, field }: Place, i18n: I18n): string {
  const what = card === undefined ? file : i18n.t('library.import.card', { card })
  return [what, field].filter((part) => part !== undefined).join(', ')
}

function fieldOf({ file, field }: Place): string {
  return [file, field].filter((part) => part !== undefined).join(': ')
}

const KINDS = { text: 'text', list: 'list', object: 'object' } as const

function valuesOf(values: Fault['values'], i18n: I18n): Fault['values'] {
  const { type, language } = values
  const names = new Intl.DisplayNames([i18n.locale], { type: 'language', fallback: 'code' })
  const known = typeof language === 'string' && /^[a-z]{2}$/.test(language)
  return {
    ...values,
    ...(typeof type === 'string' && type in KINDS
      ? { type: i18n.t(`library.import.types.${type}`) }
      : {}),
    ...(known ? { language: names.of(language) ?? language } : {}),
  }
}

/** Faults in the reader's language: refusals of `faults`, or what `warnings` say. */
export function tellFaults(
  kind: 'faults' | 'warnings',
  faults: readonly Fault<Fault['problem'] | Warned>[],
  i18n: I18n
): ToldFault[] {
  return faults.map((fault) => {
    const text = i18n.t(`library.import.${kind}.${fault.problem}`, valuesOf(fault.values, i18n))
    const place = placeOf(fault, i18n)
    const field = fieldOf(fault)
    return {
      code: `library.import.${fault.problem}`,
      message: place ? i18n.t('library.import.at', { place, text }) : text,
      ...(field ? { field } : {}),
    }
  })
}
