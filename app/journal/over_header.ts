import type { HttpContext } from '@adonisjs/core/http'
import { coreErrors } from '#core/errors/core_errors'

/**
 * The version that a change was made over, from `If-Match: "3"`; undefined without the header.
 *
 * @throws core.badRequest (400) when the header holds anything else
 */
export function overHeader({ request }: HttpContext): number | undefined {
  const header = request.header('if-match')
  if (header === undefined) return undefined
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1]
  if (version === undefined) throw coreErrors.badRequest()
  return Number(version)
}
