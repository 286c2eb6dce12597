import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { defineConfig } from '@adonisjs/inertia'
import vite from '#config/vite'

/** Changes with every build of the pages, so that open browsers notice; read once, not per page. */
function assetsVersion(): string {
  const manifest = vite.manifestFile
  if (!existsSync(manifest)) return '1'
  return createHash('sha256').update(readFileSync(manifest)).digest('hex').slice(0, 16)
}

export default defineConfig({
  rootView: 'page',
  encryptHistory: false,
  assetsVersion: assetsVersion(),
  ssr: { enabled: true, entrypoint: 'resources/ssr.ts' },
})
