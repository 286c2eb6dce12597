import type { HttpContext } from '@adonisjs/core/http'
import { isId } from '#core/is_id'
import { coreErrors } from '#core/errors/core_errors'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { findTemplate } from '../templates/keep_template.js'

/** GET /templates/:template: what lies in a template, as a file of ours. */
export default class ShowTemplateController {
  async handle(ctx: HttpContext) {
    const tenant = tenantOf(requireSignIn(ctx))
    const id = String(ctx.params.template)
    if (!isId(id)) throw coreErrors.notFound()
    const { content } = await tenancy.run(tenant, () => findTemplate(tenant, id))
    ctx.response.type('application/json')
    return ctx.response.send(content.file)
  }
}
