import { fileURLToPath } from 'node:url'
import adonisjs from '@adonisjs/vite/client'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [
    svelte({ compilerOptions: { css: 'external' } }),
    adonisjs({
      entryPoints: ['resources/app.ts'],
      serverEntryPoints: ['resources/ssr.ts'],
      assetsUrl: '/assets',
      buildDirectory: 'build/public/assets',
      reload: ['resources/views/**/*.edge'],
    }),
  ],
  environments: { ssr: { build: { outDir: 'build/pages/server' } } },
  resolve: {
    alias: {
      '~': at('./resources'),
      '#canvas': at('./app/canvas'),
      '#appliance/setup/steps': at('./app/appliance/setup/steps.ts'),
      '#core/plain_words': at('./app/core/plain_words.ts'),
      '#config/locales': at('./config/locales.ts'),
    },
  },
})
