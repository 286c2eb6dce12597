import { errors } from './errors.js'
import { readEntitlements } from './queries/read_entitlements.js'

/**
 * Refuses somebody new beyond the seats of the licence: the only thing that a licence ever limits.
 * Without one, nothing is. Its end and the clock change nothing here. Never inside a scope.
 *
 * @throws entitlements.seatsTaken (409)
 */
export async function assertSeat(): Promise<void> {
  const { licence, seatsTaken } = await readEntitlements()
  if (licence && seatsTaken >= licence.seats) throw errors.seatsTaken({ field: 'email' })
}
