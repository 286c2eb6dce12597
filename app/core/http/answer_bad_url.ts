import type { IncomingMessage, ServerResponse } from 'node:http'
import { coreErrors } from '#core/errors/core_errors'

/** An address of ours that nothing has, in place of one that cannot be read. */
const READABLE = '/unreadable-address'

/**
 * Answers an address that cannot be decoded, for which there is no request context: the API gets
 * its refusal without a translation, a browser goes on to the page for unknown addresses.
 */
export function answerBadUrl({ url, method }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('x-content-type-options', 'nosniff')
  if (url?.startsWith('/api/') || (method !== 'GET' && method !== 'HEAD')) {
    const { code, status } = coreErrors.badRequest()
    const message = 'The address could not be understood.'
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify({ errors: [{ code, message }] }))
    return
  }
  response.writeHead(303, { location: READABLE })
  response.end()
}
