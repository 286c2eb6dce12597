import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn } from '#core/http/require_sign_in'
import { inExercise } from '../exercise/exercise_scope.js'
import { findExercise } from '../exercise/find_exercise.js'
import { MOST_DOTS } from '../exercise/exercise.js'
import { beginVote } from '../exercise/hold_vote.js'

const vote = vine.create({
  dots: vine.number().withoutDecimals().range([1, MOST_DOTS]),
  secret: vine.boolean(),
})

/** POST /canvases/:canvas/vote: begins a vote with dots. JSON, as the exercise is then. */
export default class BeginVoteController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const input = await ctx.request.validateUsing(vote)
    return inExercise(signIn, String(ctx.params.canvas), 'leads', async (scope) => {
      await beginVote(scope, input)
      return findExercise(scope)
    })
  }
}
