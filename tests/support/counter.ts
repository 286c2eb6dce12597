import type { NamedReporterContract } from '@japa/runner/types'

const total = { passed: 0, failed: 0, skipped: 0 }

/** The tests that were skipped, by what is said of why and of what they are about. */
const left = new Map<string, string[]>()

/** How many tests ended how, so far. */
export const counts = () => ({ ...total })

/** What begins a line that says what was not run. */
export const NOT_RUN = 'Not run: '

/** What was skipped so far, and why: a line for each group of tests. */
export function notRun(): string[] {
  return [...left].map(([about, titles]) => `${NOT_RUN}${about} (${titles.join('; ')})`)
}

/** Counts how tests end, for the closing line. */
export const counter: NamedReporterContract = {
  name: 'counter',
  handler(_runner, emitter) {
    let about = ''
    emitter.on('group:start', ({ title }) => {
      about = title
    })
    emitter.on('test:end', ({ hasError, isSkipped, isTodo, skipReason, title }) => {
      if (isSkipped || isTodo) {
        total.skipped++
        const key = `${skipReason ?? 'to be written'}: ${about}`
        left.set(key, [...(left.get(key) ?? []), title.expanded])
      } else if (hasError) total.failed++
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
