import { join } from 'node:path'
import { settings } from '#config/settings'
import type { BlobDriver } from './blob_driver.js'
import { FolderDriver } from './folder_driver.js'

const { home, s3Url, s3Bucket, s3Region, s3AccessKey, s3SecretKey, s3Ca } = settings

/** Where the files of this appliance are stored: the bucket that is configured, or a folder. */
export const store: BlobDriver =
  s3Url === undefined ? new FolderDriver(join(home, 'blobs')) : await openS3(s3Url)

async function openS3(url: string): Promise<BlobDriver> {
  // Loaded only where it is used.
  const { S3Driver } = await import('./s3_driver.js')
  return new S3Driver({
    url,
    bucket: s3Bucket,
    region: s3Region,
    accessKey: s3AccessKey,
    secretKey: s3SecretKey,
    ca: s3Ca,
  })
}
