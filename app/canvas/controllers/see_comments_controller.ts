import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn } from '#core/http/require_sign_in'
import { seeDiscussion } from '../comments/comment_scope.js'

/** The number of the last comment that is seen. */
const seeing = vine.create({
  number: vine
    .number()
    .withoutDecimals()
    .range([0, 2 ** 31 - 1]),
})

/** POST /canvases/:canvas/comments/seen: remembers what one has read. */
export default class SeeCommentsController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { number } = await ctx.request.validateUsing(seeing)
    await seeDiscussion(signIn, String(ctx.params.canvas), number)
    return ctx.response.noContent()
  }
}
