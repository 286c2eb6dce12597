import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { findCards, localeOf } from '#library'
import { PHASES } from '../entry.js'
import { findSessionEntry } from '../queries/find_session_entry.js'

const input = vine.create({
  session: vine.string().uuid(),
  phase: vine.enum(PHASES),
})

/** What somebody has written in a phase of a session, so that they can write on: `{ entry, cards }`. */
export default class FindSessionEntryController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { session, phase } = await input.validate(ctx.request.qs())
    return tenancy.run(tenantOf(signIn), async () => {
      const entry = await findSessionEntry(session, phase)
      return { entry, cards: entry ? await findCards(entry.cards, localeOf(ctx)) : [] }
    })
  }
}
