import { finished } from 'node:stream/promises'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { MOST_BYTES } from './uploads.js'

/**
 * Answers an upload only when all of it has come, though it be refused at once: a connection that
 * closes while the client still sends takes the answer with it. No more is read than a deck may be.
 */
export async function readToEnd({ request }: HttpContext, next: NextFn): Promise<void> {
  try {
    await next()
  } finally {
    const body = request.request
    if (!body.readableEnded && !body.destroyed) {
      let rest = MOST_BYTES
      const stop = new AbortController()
      body.unpipe()
      body.on('data', (piece: Buffer) => {
        rest -= piece.length
        if (rest < 0) stop.abort()
      })
      body.resume()
      // A client that has gone waits for no answer.
      await finished(body, { signal: stop.signal, writable: false }).catch(() => undefined)
    }
  }
}
