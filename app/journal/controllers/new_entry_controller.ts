import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn } from '#core/http/require_sign_in'

/** An empty page of the journal. Nothing is stored before something is written. */
export default class NewEntryController {
  handle(ctx: HttpContext) {
    requireSignIn(ctx)
    return ctx.inertia.render('journal/entry', { entry: null, cards: [], origin: null })
  }
}
