import type { HttpContext } from '@adonisjs/core/http'
import { loadAnew } from '#core/http/load_anew'
import vine from '@vinejs/vine'
import { requireSignIn } from '#core/http/require_sign_in'
import { switchOrganisation } from '../actions/switch_organisation.js'
import { describeBrowser } from '../sign_in/describe_browser.js'
import { giveSignInCookie } from '../sign_in_cookie.js'

const validator = vine.create({ organisation: vine.string().maxLength(100) })

/** Moves a browser to another organisation of the same person. */
export default class SwitchOrganisationController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { organisation } = await ctx.request.validateUsing(validator)
    const label = describeBrowser(ctx.request.header('user-agent'))
    giveSignInCookie(ctx, await switchOrganisation(signIn, organisation, label))
    loadAnew(ctx, '/home')
  }
}
