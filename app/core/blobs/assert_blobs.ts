import type { BlobFault } from './blob_error.js'
import { blobs } from './blobs.js'

/** Files cannot be kept where the settings say; the message names the setting. */
export class BlobStoreError extends Error {
  override name = 'BlobStoreError'
}

const PROBLEMS: Record<BlobFault, string> = {
  missing: 'S3_BUCKET: the bucket cannot be found on the S3 server',
  bucketMissing: 'S3_BUCKET: the bucket is not on the S3 server. Make it, or correct its name',
  wrongCredentials:
    'S3_ACCESS_KEY, S3_SECRET_KEY: the S3 server refuses them, or they are not allowed to use S3_BUCKET',
  wrongRegion: 'S3_REGION: the S3 server is of another region',
  certificateExpired: 'S3_URL: the certificate of the S3 server has expired',
  certificateRefused:
    'S3_URL: the certificate of the S3 server cannot be trusted. Name the file of its authority in S3_CA_FILE, and use the name that the certificate is for',
  clockSkewed:
    'S3_URL: the clock of the S3 server and the clock of this machine are too far apart. Set both right',
  unreachable: 'S3_URL: the S3 server cannot be reached',
  full: 'S3_URL: the S3 server has no room',
  damaged: 'S3_URL: the S3 server does not give back what it was given',
  brokenOff: 'S3_URL: the S3 server breaks off',
  refused: 'S3_URL: what answers there does not behave as an S3 server',
}

/**
 * Looks once whether files can be kept where they are configured to be.
 *
 * @throws BlobStoreError with the setting that is to be corrected
 */
export async function assertBlobs(): Promise<void> {
  const fault = await blobs.check()
  if (fault !== null) throw new BlobStoreError(`${PROBLEMS[fault]}.`)
}
