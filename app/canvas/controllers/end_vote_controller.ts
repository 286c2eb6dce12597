import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn } from '#core/http/require_sign_in'
import { inExercise } from '../exercise/exercise_scope.js'
import { findExercise } from '../exercise/find_exercise.js'
import { endVote } from '../exercise/hold_vote.js'

/** POST /canvases/:canvas/vote/end: ends the vote that goes on. JSON, as the exercise is then. */
export default class EndVoteController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    return inExercise(signIn, String(ctx.params.canvas), 'leads', async (scope) => {
      await endVote(scope)
      return findExercise(scope)
    })
  }
}
