import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { findCanvasEntry } from '../queries/find_canvas_entry.js'

const input = vine.create({ canvas: vine.string().uuid() })

/** What somebody has written for themselves beside a canvas: `{ entry, others }`, others a count. */
export default class FindCanvasEntryController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { canvas } = await input.validate(ctx.request.qs())
    return tenancy.run(tenantOf(signIn), () => findCanvasEntry(canvas))
  }
}
