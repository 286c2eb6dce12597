import type { HttpContext } from '@adonisjs/core/http'

/** What was typed into a field of a form that was refused, for a page without scripts; else empty. */
export function flashed({ session }: Pick<HttpContext, 'session'>, field: string): string {
  const typed: unknown = session.flashMessages.get(field)
  return typeof typed === 'string' ? typed : ''
}
