import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn } from '#core/http/require_sign_in'
import { inDiscussion } from '../comments/comment_scope.js'
import { resolveThread } from '../comments/resolve_thread.js'
import { throttleComments } from '../comments/throttle.js'

const resolving = vine.create({ resolved: vine.boolean() })

/** PUT /canvases/:canvas/threads/:thread: resolves a thread or opens it again. JSON, what is said then. */
export default class ResolveThreadController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { resolved } = await ctx.request.validateUsing(resolving)
    await throttleComments(signIn.person.id)
    return inDiscussion(signIn, String(ctx.params.canvas), 'write', (scope) =>
      resolveThread(scope, String(ctx.params.thread), resolved)
    )
  }
}
