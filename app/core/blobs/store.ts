import { join } from 'node:path'
import { settings } from '#config/settings'
import { SettingsError } from '#core/settings/read_settings'
import type { BlobDriver } from './blob_driver.js'
import { FolderDriver } from './folder_driver.js'
import { S3Driver } from './s3_driver.js'

/** Where the files of this appliance are stored: the bucket that is configured, or a folder. */
export const store: BlobDriver = openStore()

function openStore(): BlobDriver {
  const { s3Url: url, s3Bucket, s3Region: region, s3AccessKey, s3SecretKey, s3Ca } = settings
  if (url === undefined) return new FolderDriver(join(settings.home, 'blobs'))
  const needed = { S3_BUCKET: s3Bucket, S3_ACCESS_KEY: s3AccessKey, S3_SECRET_KEY: s3SecretKey }
  const absent = Object.entries(needed).filter(([, value]) => value === '')
  if (!/^https?:\/\/[^/?#@]+\/?$/.test(url)) {
    throw new SettingsError(['S3_URL must be an address without a path'])
  }
  if (absent.length > 0) {
    throw new SettingsError(absent.map(([name]) => `${name} is needed with S3_URL`))
  }
  return new S3Driver({
    url,
    bucket: s3Bucket,
    region,
    accessKey: s3AccessKey,
    secretKey: s3SecretKey,
    ca: s3Ca,
  })
}
