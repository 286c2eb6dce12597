import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn } from '#core/http/require_sign_in'
import { inExercise } from '../exercise/exercise_scope.js'
import { findExercise } from '../exercise/find_exercise.js'
import { LEAST_SECONDS, MOST_SECONDS } from '../exercise/exercise.js'
import { setTimer } from '../exercise/set_timer.js'

/** Null stops it. */
const timer = vine.create({
  seconds: vine.number().withoutDecimals().range([LEAST_SECONDS, MOST_SECONDS]).nullable(),
})

/** POST /canvases/:canvas/timer: has the timer run, or stops it. JSON, as the exercise is then. */
export default class SetTimerController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { seconds } = await ctx.request.validateUsing(timer)
    return inExercise(signIn, String(ctx.params.canvas), 'leads', async (scope) => {
      await setTimer(scope, seconds ?? null)
      return findExercise(scope)
    })
  }
}
