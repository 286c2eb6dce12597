import limiter from '@adonisjs/limiter/services/main'
import { withinLimit } from '#core/limits/within_limit'

/** Imports in ten minutes: enough to mend a deck fault by fault, too few to keep a machine busy. */
const IMPORTS = 30
/** Prints in ten minutes: each deck in each language, and again. */
const PRINTS = 20

/**
 * Counts a try to import by an organisation.
 *
 * @throws core.tooManyRequests with the seconds to wait
 */
export function throttleImports(organisation: string): Promise<void> {
  return throttle(`import:${organisation}`, IMPORTS)
}

/**
 * Counts a try to print by a person.
 *
 * @throws core.tooManyRequests with the seconds to wait
 */
export function throttlePrints(person: string): Promise<void> {
  return throttle(`print:${person}`, PRINTS)
}

async function throttle(key: string, tries: number): Promise<void> {
  await withinLimit(limiter.use({ requests: tries, duration: '10 minutes' }).consume(key))
}
