import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { listOrganisations } from '../queries/list_organisations.js'
import { listSignInSessions } from '../queries/list_sign_in_sessions.js'

/** Shows a person their own name, preferences, browsers and organisations. */
export default class ShowAccountController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const tenant = tenantOf(signIn)
    const browsers = await listSignInSessions(tenant, 'browser')
    return ctx.inertia.render('accounts/account', {
      name: signIn.person.name,
      email: signIn.person.email,
      browsers: browsers.map(({ id, label, lastUsedAt }) => ({
        id,
        label,
        lastUsedAt,
        isThis: id === signIn.id,
      })),
      organisations: (await listOrganisations(tenant)).map(({ id, name }) => ({
        id,
        name,
        isThis: id === signIn.organisation.id,
      })),
    })
  }
}
