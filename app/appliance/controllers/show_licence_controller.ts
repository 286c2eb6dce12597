import type { HttpContext } from '@adonisjs/core/http'
import { flashed } from '#core/http/flashed'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { canOperate } from '../policies/appliance_policy.js'
import { readEntitlements } from '#entitlements'
import { toLicenceView } from '../status/licence_view.js'

/** Shows how it stands with the licence, and takes another in. */
export default class ShowLicenceController {
  async handle(ctx: HttpContext) {
    authorise(canOperate(requireSignIn(ctx)))
    return ctx.inertia.render('appliance/licence', {
      licence: toLicenceView(await readEntitlements()),
      typed: flashed(ctx, 'licence'),
    })
  }
}
