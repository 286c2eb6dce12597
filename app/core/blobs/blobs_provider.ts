import type { ApplicationService } from '@adonisjs/core/types'
import { settings } from '#config/settings'
import { definePart } from '#core/health/parts'
import { assertBlobs } from './assert_blobs.js'
import { blobs } from './blobs.js'

/** Refuses to serve without the configured store of files, and looks after it from then on. */
export default class BlobsProvider {
  constructor(protected app: ApplicationService) {}

  async start() {
    // Without it people still talk, draw and write; only pictures that were brought are away.
    definePart({ name: 'blobs', isNeeded: false, check: () => blobs.check() })
    if (this.app.getEnvironment() === 'web' && settings.s3Url !== undefined) await assertBlobs()
  }
}
