import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn } from '#core/http/require_sign_in'

/** Answer of `GET /api/v1/me`. */
export const me = vine.create({
  person: vine.object({
    id: vine.string().uuid(),
    name: vine.string(),
    email: vine.string().nullable(),
    locale: vine.string(),
  }),
  organisation: vine.object({ id: vine.string().uuid(), name: vine.string() }),
  role: vine.enum(['owner', 'admin', 'facilitator', 'participant']),
})

/** Says who the bearer token belongs to. */
export default class ShowMeController {
  handle(ctx: HttpContext) {
    const { person, organisation, role } = requireSignIn(ctx)
    return {
      person: { id: person.id, name: person.name, email: person.email, locale: person.locale },
      organisation: { id: organisation.id, name: organisation.name },
      role,
    }
  }
}
