import type { HttpContext } from '@adonisjs/core/http'

/** The cookie that holds a browser's sign-in token. */
export const SIGN_IN_COOKIE = 'belvedere_sign_in'

/** Signs the asking browser in. Attributes such as `secure` come from `config/app.ts`. */
export function giveSignInCookie(
  { response }: HttpContext,
  session: { token: string; expiresAt: Date }
): void {
  const maxAge = Math.floor((session.expiresAt.getTime() - Date.now()) / 1000)
  response.encryptedCookie(SIGN_IN_COOKIE, session.token, { maxAge, httpOnly: true })
}

/** Signs the asking browser out; what was typed into its forms is forgotten too. */
export function takeSignInCookie({ response, session }: HttpContext): void {
  response.clearCookie(SIGN_IN_COOKIE)
  session.clear()
}
