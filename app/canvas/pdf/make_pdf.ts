import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { coreErrors } from '#core/errors/core_errors'
import { makeTurns } from '#core/limits/turns'
import type { PdfOrder } from './pdf_order.js'

const THREAD = new URL(`./pdf_thread${extname(import.meta.filename)}`, import.meta.url)
/** The most that one canvas takes. */
const PATIENCE_MS = 60_000

const inTurn = makeTurns({ mostWaiting: 11, retryAfter: 15 })

/**
 * Sets a canvas as a PDF, in a thread of its own: setting type is work for a processor, and people
 * go on drawing meanwhile. One is set at a time, the others wait for their turn.
 *
 * @throws core.unavailable when too many wait, or when it takes too long
 */
export function makePdf(order: PdfOrder): Promise<Uint8Array> {
  return inTurn(() => inThread(order))
}

function inThread(order: PdfOrder): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const thread = new Worker(THREAD, { workerData: order })
  const patience = setTimeout(() => reject(coreErrors.unavailable({ retryAfter: 60 })), PATIENCE_MS)
  thread.once('message', resolve)
  thread.once('error', reject)
  thread.once('exit', () => reject(new Error('The thread ended without a PDF')))
  return promise.finally(() => {
    clearTimeout(patience)
    void thread.terminate()
  })
}
