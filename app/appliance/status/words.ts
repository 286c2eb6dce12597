import type { I18n } from '@adonisjs/i18n'
import { setApart, toLocale } from '#config/locales'
import type { Attention } from './attention.js'
import type { StatusView } from './status_view.js'

/** Where one can do something about it; null where that is not here. */
const PLACES: Record<Attention['about'], string | null> = {
  health: '/operator#health',
  backups: '/operator#backups',
  certificates: '/operator#certificates',
  disk: '/operator#disk',
  work: '/operator/dead-letters',
  licence: '/operator/licence',
  address: '/operator/set-up/address',
  mail: '/operator/set-up/mail',
  status: null,
}

/** What should be looked at, in the reader's language. */
export function wordAttention(attention: readonly Attention[], i18n: I18n) {
  return attention.map(({ level, code, about, values }) => {
    const said = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, wordValue(name, value, i18n)])
    )
    return {
      level,
      title: i18n.t(`operator.attention.${code}.title`, said),
      text: i18n.t(`operator.attention.${code}.text`, said),
      href: PLACES[about],
    }
  })
}

/** The parts, in the reader's language, those first that are not well. */
export function wordParts(parts: StatusView['parts'], i18n: I18n) {
  return parts
    .toSorted((one, other) => Number(one.reason === null) - Number(other.reason === null))
    .map(({ name, isNeeded, reason }) => ({
      name,
      title: partTitle(name, i18n),
      isNeeded,
      reason: reason && reasonWords(reason, i18n),
    }))
}

function wordValue(name: string, value: string | number, i18n: I18n): string | number {
  if (typeof value === 'number') return value
  if (name === 'part') return partTitle(value, i18n)
  if (name === 'reason') return reasonWords(value, i18n)
  if (name === 'problem') return problemWords(value, i18n)
  if (name === 'unknown') return i18n.t(`operator.unknown.${value}`)
  return setApart(value, toLocale(i18n.locale))
}

function partTitle(name: string, i18n: I18n): string {
  return i18n.t(`operator.parts.${name}`, {}, i18n.t('operator.parts.other'))
}

function reasonWords(reason: string, i18n: I18n): string {
  return i18n.t(`operator.reasons.${reason}`, {}, i18n.t('operator.reasons.other'))
}

/** Why a copy at another place failed, in the reader's language. */
export function problemWords(problem: string, i18n: I18n): string {
  return i18n.t(`operator.offsite.${problem}`, {}, i18n.t('operator.offsite.failed'))
}
