import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { importLicence } from '#entitlements'
import { canOperate } from '../policies/appliance_policy.js'

const validator = vine.create({ licence: vine.string() })

/** Takes a licence in, in the place of the one before, and goes back to where it was given. */
export default class ImportLicenceController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canOperate(signIn))
    const { licence } = await ctx.request.validateUsing(validator)
    await importLicence(licence, tenantOf(signIn))
    ctx.session.flash('notice', ctx.i18n.t('operator.licence.imported'))
    return ctx.response.redirect().back()
  }
}
