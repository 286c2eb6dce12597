import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn } from '#core/http/require_sign_in'
import { inDiscussion } from '../comments/comment_scope.js'
import { FARTHEST, LONGEST_COMMENT, LONGEST_ELEMENT } from '../comments/discussion.js'
import { throttleComments } from '../comments/throttle.js'
import { writeComment } from '../comments/write_comment.js'

const coordinate = () => vine.number().range([-FARTHEST, FARTHEST])

const writing = vine.create({
  id: vine.string().uuid(),
  words: vine.string().minLength(1).maxLength(LONGEST_COMMENT),
  /** The thread that is answered; without it a new one begins where `at` says. */
  thread: vine.string().uuid().optional(),
  at: vine
    .object({
      element: vine.string().minLength(1).maxLength(LONGEST_ELEMENT).nullable(),
      x: coordinate(),
      y: coordinate(),
    })
    .optional()
    .requiredIfMissing('thread'),
})

/** POST /canvases/:canvas/comments: says something. JSON, what is said then. */
export default class WriteCommentController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { id, words, thread, at } = await ctx.request.validateUsing(writing)
    await throttleComments(signIn.person.id)
    const { element = null, x = 0, y = 0 } = at ?? {}
    const on = thread === undefined ? { element, x, y } : { thread }
    return inDiscussion(signIn, String(ctx.params.canvas), 'write', (scope) =>
      writeComment(scope, { id, words, on })
    )
  }
}
