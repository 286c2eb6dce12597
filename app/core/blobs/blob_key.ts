import { BlobError } from './blob_error.js'

const KEY = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)+$/
const LONGEST = 512

/**
 * Keys are paths of small letters, digits, `-`, `_`, `.` and `/`, and lead nowhere else.
 *
 * @throws BlobError `refused`
 */
export function assertKey(key: string): void {
  if (!KEY.test(key) || key.length > LONGEST) throw new BlobError('refused', null)
}
