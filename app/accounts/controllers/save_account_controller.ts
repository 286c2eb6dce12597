import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { nameField } from '#core/http/name_field'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { savePreferences } from '../actions/save_preferences.js'
import { giveNotice } from '../notice.js'

const validator = vine.create({ name: nameField(120) })

/** Saves the name that others see. */
export default class SaveAccountController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    await savePreferences(tenantOf(signIn), await ctx.request.validateUsing(validator))
    giveNotice(ctx, 'saved')
    return ctx.response.redirect('/account')
  }
}
