import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { isForPrograms } from '#core/http/is_for_programs'
import { findSignIn } from '../queries/find_sign_in.js'
import { SIGN_IN_COOKIE } from '../sign_in_cookie.js'

/**
 * Finds out who is asking: by bearer token where programs ask, by cookie everywhere else, so that
 * no other site can make a browser call the API in somebody's name.
 */
export default class SignInMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const token = tokenOf(ctx)
    ctx.signIn = token ? await findSignIn(token) : null
    // What somebody may see is not for the next person at the same device or proxy.
    if (ctx.signIn) ctx.response.header('cache-control', 'private, no-store')
    await next()
  }
}

function tokenOf({ request }: HttpContext): string | undefined {
  if (isForPrograms(request.url())) {
    return request.header('authorization')?.match(/^Bearer ([\w-]{43})$/i)?.[1]
  }
  const cookie: unknown = request.encryptedCookie(SIGN_IN_COOKIE)
  return typeof cookie === 'string' ? cookie : undefined
}
