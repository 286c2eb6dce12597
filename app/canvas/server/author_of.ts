import { isTransactionOrigin } from '@hocuspocus/server'
import { isContext } from './visits.js'

/** Who has made a change, by the sign-in of the connection that it came by; null for nobody. */
export function authorOf(origin: unknown): string | null {
  if (!isTransactionOrigin(origin) || origin.source !== 'connection') return null
  const context: unknown = origin.connection.context
  return isContext(context) ? context.signIn.person.id : null
}
