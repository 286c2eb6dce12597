import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn } from '#core/http/require_sign_in'
import { inDiscussion } from '../comments/comment_scope.js'
import { deleteComment } from '../comments/delete_comment.js'
import { throttleComments } from '../comments/throttle.js'

/** DELETE /canvases/:canvas/comments/:comment: takes a comment back. JSON, what is said then. */
export default class DeleteCommentController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    await throttleComments(signIn.person.id)
    // Who may only look on by now still takes back what they said before.
    return inDiscussion(signIn, String(ctx.params.canvas), 'read', (scope) =>
      deleteComment(scope, String(ctx.params.comment))
    )
  }
}
