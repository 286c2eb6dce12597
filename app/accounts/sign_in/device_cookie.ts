import type { HttpContext } from '@adonisjs/core/http'
import { hashToken, newToken } from '#core/keys/tokens'
import { normaliseEmail } from '../email_address.js'

/** The cookie by which a browser proves that a person has signed in with it before. */
export const DEVICE_COOKIE = 'belvedere_device'

const YEAR = 365 * 86_400

const accountOf = (email: string) => hashToken(normaliseEmail(email))

/** Makes the asking browser one that this person has signed in with. It outlasts the sign-out. */
export function giveDeviceCookie({ response }: HttpContext, email: string): void {
  const kept = { account: accountOf(email), device: newToken() }
  response.encryptedCookie(DEVICE_COOKIE, kept, { maxAge: YEAR, httpOnly: true })
}

/** What the asking browser is known by to this person's account; null when it is a stranger's. */
export function deviceOf({ request }: HttpContext, email: string): string | null {
  const kept: unknown = request.encryptedCookie(DEVICE_COOKIE)
  if (typeof kept !== 'object' || kept === null) return null
  if (!('account' in kept) || !('device' in kept) || typeof kept.device !== 'string') return null
  return kept.account === accountOf(email) ? kept.device : null
}
