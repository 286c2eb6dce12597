import type { IncomingMessage } from 'node:http'
import { CookieParser } from '@adonisjs/core/http'
import encryption from '@adonisjs/core/services/encryption'
import { isSameOrigin } from '#core/http/same_origin'
import { SIGN_IN_COOKIE } from '../sign_in_cookie.js'

/**
 * The sign-in token that a WebSocket request brings: a bearer token, or the cookie of a page of
 * this appliance (never of another site's page). Pass it to `findSignIn`.
 */
export function tokenOfUpgrade(request: IncomingMessage): string | null {
  const bearer = request.headers.authorization?.match(/^Bearer ([\w-]{43})$/i)?.[1]
  if (bearer) return bearer
  if (!request.headers.cookie || !isSameOrigin(request)) return null
  const cookie: unknown = new CookieParser(request.headers.cookie, encryption.use()).decrypt(
    SIGN_IN_COOKIE
  )
  return typeof cookie === 'string' ? cookie : null
}
