import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { canHaveApiTokens } from '../policies/people.js'
import { listSignInSessions } from '../queries/list_sign_in_sessions.js'

/** Shows a person's API tokens, and the one just made, once. */
export default class ShowApiTokensController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canHaveApiTokens(signIn.person))
    const tokens = await listSignInSessions(tenantOf(signIn), 'api')
    const fresh: unknown = ctx.session.flashMessages.get('apiToken')
    return ctx.inertia.render('accounts/api_tokens', {
      tokens: tokens.map(({ id, label, createdAt, lastUsedAt, expiresAt }) => ({
        id,
        label,
        createdAt,
        lastUsedAt,
        expiresAt,
      })),
      fresh: typeof fresh === 'string' ? fresh : null,
    })
  }
}
