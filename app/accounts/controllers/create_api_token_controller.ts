import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { createApiToken } from '../actions/create_api_token.js'
import { canHaveApiTokens } from '../policies/people.js'

const validator = vine.create({ label: vine.string().trim().minLength(1).maxLength(120) })

/** Makes an API token and shows it once. */
export default class CreateApiTokenController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canHaveApiTokens(signIn.person))
    const { label } = await ctx.request.validateUsing(validator)
    const { token } = await createApiToken(tenantOf(signIn), label)
    ctx.session.flash('apiToken', token)
    return ctx.response.redirect('/account/tokens')
  }
}
