import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { canEditOrganisation } from '../policies/people.js'
import { readOrganisation } from '../queries/read_organisation.js'

/** Shows the organisation's name and language to those who look after it. */
export default class ShowOrganisationController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canEditOrganisation(signIn.role))
    const { name, locale } = await readOrganisation(tenantOf(signIn))
    return ctx.inertia.render('accounts/organisation', { name, defaultLocale: locale })
  }
}
