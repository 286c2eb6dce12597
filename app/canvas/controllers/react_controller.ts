import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn } from '#core/http/require_sign_in'
import { inExercise } from '../exercise/exercise_scope.js'
import { findExercise } from '../exercise/find_exercise.js'
import { STAMPS } from '../element.js'
import { LONGEST_ELEMENT } from '../exercise/exercise.js'
import { react } from '../exercise/react.js'

const reacting = vine.create({
  element: vine.string().minLength(1).maxLength(LONGEST_ELEMENT),
  reaction: vine.enum(STAMPS),
  given: vine.boolean(),
})

/** POST /canvases/:canvas/reactions: reacts to an element, or takes it back. JSON, as the exercise is then. */
export default class ReactController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const input = await ctx.request.validateUsing(reacting)
    return inExercise(signIn, String(ctx.params.canvas), 'takesPart', async (scope) => {
      await react(scope, input)
      return findExercise(scope)
    })
  }
}
