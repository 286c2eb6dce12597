import limiter from '@adonisjs/limiter/services/main'
import { withinLimit } from '#core/limits/within_limit'

/** What one person may do in exercises in a minute. */
export const STEPS = 240

/**
 * Counts what a person does in an exercise: everybody who has the canvas open asks anew each time.
 *
 * @throws core.tooManyRequests with the seconds to wait
 */
export async function throttleExercise(person: string): Promise<void> {
  const steps = limiter.use({ requests: STEPS, duration: '1 minute' })
  await withinLimit(steps.consume(`canvas-exercise:${person}`))
}
