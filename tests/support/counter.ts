import type { NamedReporterContract } from '@japa/runner/types'

const total = { passed: 0, failed: 0, skipped: 0 }

/** How many tests ended how, so far. */
export const counts = () => ({ ...total })

/** Counts how tests end, for the closing line. */
export const counter: NamedReporterContract = {
  name: 'counter',
  handler(_runner, emitter) {
    emitter.on('test:end', ({ hasError, isSkipped, isTodo }) => {
      if (isSkipped || isTodo) total.skipped++
      else if (hasError) total.failed++
      else total.passed++
    })
    // A group whose setup fails runs none of its tests, which must not look as if nothing were wrong.
    emitter.on('group:end', ({ errors }) => {
      total.failed += errors.length
    })
    emitter.on('suite:end', ({ errors }) => {
      total.failed += errors.length
    })
  },
}
