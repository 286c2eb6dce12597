import { defineConfig, services } from '@adonisjs/drive'
import type { InferDriveDisks } from '@adonisjs/drive/types'
import { join } from 'node:path'
import { settings } from '#config/settings'

/** Where files are kept that people bring. Nothing of it is served: see `app/core/blobs`. */
const config = defineConfig({
  default: 'fs',
  services: {
    fs: services.fs({
      location: join(settings.home, 'blobs'),
      serveFiles: false,
      visibility: 'private',
    }),
  },
})

export default config

declare module '@adonisjs/drive/types' {
  interface DriveDisks {
    fs: InferDriveDisks<typeof config>['fs']
  }
}
