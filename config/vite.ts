import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/vite'

// Tests run from the sources, on the pages that were built for production.
const assets = app.makePath(app.inTest ? 'build/public/assets' : 'public/assets')

export default defineConfig({
  buildDirectory: assets,
  manifestFile: `${assets}/.vite/manifest.json`,
  assetsUrl: '/assets',
})
