import { readFileSync } from 'node:fs'
import type { S3Options } from '#core/blobs/s3_driver'

/** A store by the settings of a service. */
export function s3OptionsFrom(settings: Record<string, string>): S3Options {
  return {
    url: settings.S3_URL ?? '',
    bucket: settings.S3_BUCKET ?? '',
    region: settings.S3_REGION ?? 'us-east-1',
    accessKey: settings.S3_ACCESS_KEY ?? '',
    secretKey: settings.S3_SECRET_KEY ?? '',
    ...(settings.S3_CA_FILE ? { ca: readFileSync(settings.S3_CA_FILE, 'utf8') } : {}),
  }
}
