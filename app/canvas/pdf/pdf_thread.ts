/** The thread that sets a canvas as a PDF; see `make_pdf.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { drawPdf } from './draw_pdf.js'
import type { PdfOrder } from './pdf_order.js'

/** It comes from `make_pdf.ts` alone; only its type is lost on the way. */
const isOrder = (data: unknown): data is PdfOrder =>
  typeof data === 'object' && data !== null && 'elements' in data

const order: unknown = workerData
if (!isOrder(order)) throw new Error('There is nothing to be set')
parentPort?.postMessage(await drawPdf(order))
