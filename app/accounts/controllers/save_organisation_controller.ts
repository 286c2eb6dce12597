import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { nameField } from '#core/http/name_field'
import { LOCALES } from '#config/locales'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { saveOrganisation } from '../actions/save_organisation.js'
import { giveNotice } from '../notice.js'
import { canEditOrganisation } from '../policies/people.js'

const validator = vine.create({
  name: nameField(200),
  locale: vine.enum(LOCALES),
})

/** Saves the organisation's name and language. */
export default class SaveOrganisationController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canEditOrganisation(signIn.role))
    await saveOrganisation(tenantOf(signIn), await ctx.request.validateUsing(validator))
    giveNotice(ctx, 'saved')
    return ctx.response.redirect('/organisation')
  }
}
