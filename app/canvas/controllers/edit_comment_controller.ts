import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn } from '#core/http/require_sign_in'
import { inDiscussion } from '../comments/comment_scope.js'
import { LONGEST_COMMENT } from '../comments/discussion.js'
import { throttleComments } from '../comments/throttle.js'
import { editComment } from '../comments/write_comment.js'

const editing = vine.create({ words: vine.string().minLength(1).maxLength(LONGEST_COMMENT) })

/** PUT /canvases/:canvas/comments/:comment: other words for one's own comment. JSON, what is said then. */
export default class EditCommentController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { words } = await ctx.request.validateUsing(editing)
    await throttleComments(signIn.person.id)
    return inDiscussion(signIn, String(ctx.params.canvas), 'write', (scope) =>
      editComment(scope, String(ctx.params.comment), words)
    )
  }
}
