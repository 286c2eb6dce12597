import type { Licence } from './licence.js'

/**
 * How it stands with the licence. `notYet` and `clockSetBack` are trouble with the clock; it cannot
 * be told then whether the licence has ended.
 */
export const LICENCE_STATES = [
  'none',
  'unreadable',
  'valid',
  'endsSoon',
  'expired',
  'notYet',
  'clockSetBack',
] as const

/** One of `LICENCE_STATES`. */
export type LicenceState = (typeof LICENCE_STATES)[number]

const DAY = 86_400_000
const SOON = 30 * DAY
/** Clocks are put right by less than this every day. */
const SET_BACK = 3_600_000

/**
 * How it stands with a licence at a time.
 *
 * @param now what the clock says, in milliseconds since 1970
 * @param latest the latest that it has ever said here, likewise
 */
export function judgeLicence(
  { issued, expires }: Pick<Licence, 'issued' | 'expires'>,
  now: number,
  latest: number
): Exclude<LicenceState, 'none' | 'unreadable'> {
  if (now < latest - SET_BACK) return 'clockSetBack'
  if (now < Date.parse(`${issued}T00:00:00Z`)) return 'notYet'
  const end = Date.parse(`${expires}T00:00:00Z`) + DAY
  if (now >= end) return 'expired'
  return now >= end - SOON ? 'endsSoon' : 'valid'
}
