import { formatNumber } from '../../i18n.js'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const

/** A size in the unit that people would say it in, such as “12 GB” (a thousand each). */
export function formatBytes(bytes: number): string {
  let amount = bytes
  let unit = 0
  while (amount >= 1000 && unit < UNITS.length - 1) {
    amount /= 1000
    unit++
  }
  return formatNumber(amount, {
    style: 'unit',
    unit: UNITS[unit] ?? 'byte',
    maximumFractionDigits: amount < 10 && unit > 0 ? 1 : 0,
  })
}

/** Whole days between two moments, by the calendar of nobody. */
export function daysBetween(earlier: string, later: string): number {
  return Math.max(0, Math.floor((Date.parse(later) - Date.parse(earlier)) / 86_400_000))
}
