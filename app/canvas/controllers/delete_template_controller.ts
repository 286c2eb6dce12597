import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { templateToChange } from '../templates/change_template.js'
import { deleteTemplate } from '../templates/keep_template.js'

/** DELETE /templates/:template: what was laid of it stays where it lies. */
export default class DeleteTemplateController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const id = String(ctx.params.template)
    await tenancy.run(tenantOf(signIn), async () => {
      await templateToChange(signIn, id)
      await deleteTemplate(id)
    })
    return ctx.response.noContent()
  }
}
