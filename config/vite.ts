import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/vite'

// Tests run from the sources, on the pages that were built for production.
const assets = app.makePath(app.inTest ? 'build/public/assets' : 'public/assets')

export default defineConfig({
  // The bundle for rendering on the server lies in `server/` below this, out of browsers' reach.
  buildDirectory: app.makePath(app.inTest ? 'build/pages' : 'pages'),
  manifestFile: `${assets}/.vite/manifest.json`,
  assetsUrl: '/assets',
})
