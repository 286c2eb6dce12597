import { catalogue } from './refusal.js'

/** Errors that every module uses. */
export const coreErrors = catalogue('core', {
  /** There is no such thing, or it belongs to another organisation: the answer is the same. */
  notFound: { status: 404 },
  signInRequired: { status: 401 },
  forbidden: { status: 403 },
  badRequest: { status: 400 },
  staleForm: { status: 403 },
  tooLarge: { status: 413 },
  tooManyRequests: { status: 429 },
  unavailable: { status: 503 },
  /** The process that had begun with it is gone, and nobody knows how far it came. */
  interrupted: { status: 503 },
  /** The store of files cannot be used now. */
  filesAway: { status: 503 },
  /** The store of files has no room. */
  filesFull: { status: 507 },
  /** A stored file is not as it was put. */
  fileDamaged: { status: 500 },
  /** The scanner found something harmful in a file that somebody brought. */
  fileInfected: { status: 422 },
  /** The file is larger than what the scanner looks through. */
  fileNotScannable: { status: 413 },
  /** The scanner cannot be asked now, and nothing is taken in without it. */
  scannerAway: { status: 503 },
  /** What is kept sealed was changed by somebody else than the appliance. */
  damaged: { status: 500 },
  unexpected: { status: 500 },
})
