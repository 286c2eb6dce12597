import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn } from '#core/http/require_sign_in'
import { inExercise } from '../exercise/exercise_scope.js'
import { findExercise } from '../exercise/find_exercise.js'
import { LONGEST_ELEMENT, MOST_DOTS } from '../exercise/exercise.js'
import { giveDots } from '../exercise/give_dots.js'

const giving = vine.create({
  element: vine.string().minLength(1).maxLength(LONGEST_ELEMENT),
  dots: vine.number().withoutDecimals().range([0, MOST_DOTS]),
})

/** POST /canvases/:canvas/dots: gives an element dots. JSON, as the exercise is then. */
export default class GiveDotsController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { element, dots } = await ctx.request.validateUsing(giving)
    return inExercise(signIn, String(ctx.params.canvas), 'takesPart', async (scope) => {
      await giveDots(scope, element, dots)
      return findExercise(scope)
    })
  }
}
