import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { mayOffer } from '../policies/own_templates.js'
import { listTemplates } from '../templates/keep_template.js'

/** GET /templates: the templates that were saved, one's own and everybody's. JSON. */
export default class ListTemplatesController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const tenant = tenantOf(signIn)
    return tenancy.run(tenant, async () => ({
      templates: await listTemplates(tenant, mayOffer(signIn)),
      mayOffer: mayOffer(signIn),
    }))
  }
}
