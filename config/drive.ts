import { defineConfig } from '@adonisjs/drive'
import type { InferDriveDisks } from '@adonisjs/drive/types'
import { store } from '#core/blobs/store'

/** Where files are kept that people bring. Nothing of it is served: see `app/core/blobs`. */
const config = defineConfig({ default: 'blobs', services: { blobs: () => store } })

export default config

declare module '@adonisjs/drive/types' {
  interface DriveDisks {
    blobs: InferDriveDisks<typeof config>['blobs']
  }
}
