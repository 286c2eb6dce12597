import { METHODS } from 'node:http'
import router from '@adonisjs/core/services/router'
import { coreErrors } from '#core/errors/core_errors'
import { UNKNOWN_ADDRESS } from './unknown_address.js'

/**
 * Adds a route for every address that has none: without a route there is no middleware, and so
 * neither language nor layout for the refusal. Call it last, for the first route that fits answers.
 */
export function refuseUnknownAddresses(): void {
  // The framework writes a type with these names, which M-SEARCH would break.
  const methods = METHODS.filter((method) => !method.includes('-'))
  router.route(UNKNOWN_ADDRESS, methods, () => {
    throw coreErrors.notFound()
  })
}
