import type { ApplicationService } from '@adonisjs/core/types'
import { settings } from '#config/settings'
import { definePart } from '#core/health/parts'
import { assertBlobs } from './assert_blobs.js'
import { blobs } from './blobs.js'
import { scanner } from './scanner.js'

/** Refuses to serve without the configured store of files and scanner, and looks after them then. */
export default class BlobsProvider {
  constructor(protected app: ApplicationService) {}

  async start() {
    // Without them people still talk, draw and write; pictures and decks that are brought wait.
    definePart({ name: 'blobs', isNeeded: false, check: () => blobs.check() })
    if (settings.clamavUrl !== undefined) {
      const check = async () => ((await scanner.isThere()) ? null : 'unreachable')
      definePart({ name: 'scanner', isNeeded: false, check })
    }
    if (this.app.getEnvironment() === 'web') await assertBlobs()
  }
}
