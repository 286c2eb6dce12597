import { settings } from '#config/settings'
import type { BlobFault } from './blob_error.js'
import { blobs } from './blobs.js'
import { scanner } from './scanner.js'

/** Files cannot be kept or looked through as the settings say; the message names the setting. */
export class BlobStoreError extends Error {
  override name = 'BlobStoreError'
}

const PROBLEMS: Partial<Record<BlobFault, string>> = {
  bucketMissing: 'S3_BUCKET: the bucket is not on the S3 server. Make it, or correct its name',
  wrongCredentials:
    'S3_ACCESS_KEY, S3_SECRET_KEY: the S3 server refuses them, or they are not allowed to use S3_BUCKET',
  wrongRegion: 'S3_REGION: the S3 server is of another region',
  certificateExpired: 'S3_URL: the certificate of the S3 server has expired',
  certificateNotTrusted:
    'S3_URL: the certificate of the S3 server cannot be trusted. Name the file of its authority in S3_CA_FILE, and use the name that the certificate is for',
  clockSkewed:
    'S3_URL: the clock of the S3 server and the clock of this machine are too far apart. Set both right',
  unreachable: 'S3_URL: the S3 server cannot be reached',
  full: 'S3_URL: the S3 server has no room',
}
const NO_STORE = 'S3_URL: what answers there does not behave as an S3 server'

/**
 * Looks once whether files can be kept and looked through where the settings say.
 *
 * @throws BlobStoreError with the setting that is to be corrected
 */
export async function assertBlobs(): Promise<void> {
  const fault = settings.s3Url === undefined ? null : await blobs.check()
  if (fault !== null) throw new BlobStoreError(`${PROBLEMS[fault] ?? NO_STORE}.`)
  if (!(await scanner.isThere())) {
    throw new BlobStoreError('CLAMAV_URL: no ClamAV daemon answers there.')
  }
}
