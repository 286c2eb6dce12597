import type { Entitlements } from '#entitlements'
import type { Attention } from './attention.js'
import { daysUntil } from './forecast.js'

/** What of the licence should be looked at. Nothing of it is ever pressing: it stops nothing. */
export function licenceAttention(
  { state, licence, seatsTaken }: Entitlements,
  now: Date
): Attention[] {
  const about = 'licence'
  const found: Attention[] = []
  if (state === 'none') found.push({ level: 'info', code: 'licenceNone', about, values: {} })
  if (state === 'unreadable') {
    found.push({ level: 'warning', code: 'licenceUnreadable', about, values: {} })
  }
  if (!licence) return found
  if (state === 'endsSoon') {
    const days = daysUntil(`${licence.expires}T23:59:59Z`, now)
    found.push({ level: 'info', code: 'licenceEndsSoon', about, values: { days } })
  }
  if (state === 'expired') {
    found.push({ level: 'warning', code: 'licenceExpired', about, values: {} })
  }
  if (state === 'notYet' || state === 'clockSetBack') {
    found.push({ level: 'warning', code: 'licenceClock', about, values: {} })
  }
  if (seatsTaken > licence.seats) {
    const values = { taken: seatsTaken, seats: licence.seats }
    found.push({ level: 'warning', code: 'licenceSeats', about, values })
  }
  return found
}
