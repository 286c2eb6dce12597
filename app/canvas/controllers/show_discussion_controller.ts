import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn } from '#core/http/require_sign_in'
import { readDiscussion } from '../comments/comment_scope.js'

/** GET /canvases/:canvas/comments: what is said beside a canvas. JSON. */
export default class ShowDiscussionController {
  async handle(ctx: HttpContext) {
    return readDiscussion(requireSignIn(ctx), String(ctx.params.canvas))
  }
}
