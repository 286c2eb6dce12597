import { defineConfig } from '@adonisjs/inertia'

export default defineConfig({
  rootView: 'page',
  encryptHistory: false,
  ssr: { enabled: true, entrypoint: 'resources/ssr.ts' },
})
