import { defineConfig } from '@adonisjs/static'

/** A card's picture has a hash of itself in its address: whoever has it need never ask again. */
const FOR_EVER = { 'cache-control': 'public, max-age=31536000, immutable' }

export default defineConfig({
  enabled: true,
  etag: true,
  lastModified: true,
  dotFiles: 'ignore',
  headers: (path) => (path.includes('/public/decks/') ? FOR_EVER : {}),
})
