import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn } from '#core/http/require_sign_in'
import { inExercise } from '../exercise/exercise_scope.js'
import { findPresentedExercise } from '../presenting/find_presented_exercise.js'

/** GET /canvases/:canvas/present/exercise: timer and vote, as nobody in particular may know. JSON. */
export default class ShowPresentedExerciseController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    return inExercise(signIn, String(ctx.params.canvas), 'shows', findPresentedExercise)
  }
}
