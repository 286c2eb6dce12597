import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn } from '#core/http/require_sign_in'
import { inExercise } from '../exercise/exercise_scope.js'
import { findExercise } from '../exercise/find_exercise.js'

/** GET /canvases/:canvas/exercise: timer, vote and reactions, as the person may know them. JSON. */
export default class ShowExerciseController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    return inExercise(signIn, String(ctx.params.canvas), 'looksOn', findExercise)
  }
}
