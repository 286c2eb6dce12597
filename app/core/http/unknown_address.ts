import type { HttpContext } from '@adonisjs/core/http'

/** The pattern of the route that answers what no other route does. */
export const UNKNOWN_ADDRESS = '/*'

/** Whether no route of the product has the address that was asked for. */
export function isUnknownAddress({ route }: Pick<HttpContext, 'route'>): boolean {
  return route?.pattern === UNKNOWN_ADDRESS
}
