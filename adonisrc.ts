import { defineConfig } from '@adonisjs/core/app'

// The sources serve what the build has made; the build serves its own.
const isCompiled = import.meta.filename.endsWith('.js')

export default defineConfig({
  directories: {
    views: 'resources/views',
    languageFiles: 'resources/lang',
    public: isCompiled ? 'public' : 'build/public',
  },
  commands: [
    () => import('@adonisjs/core/commands'),
    () => import('@adonisjs/lucid/commands'),
    () => import('./app/appliance/commands/main.js'),
  ],
  providers: [
    () => import('./app/core/observability/observability_provider.js'),
    () => import('@adonisjs/core/providers/app_provider'),
    () => import('@adonisjs/core/providers/hash_provider'),
    () => import('@adonisjs/core/providers/vinejs_provider'),
    () => import('@adonisjs/core/providers/edge_provider'),
    () => import('@adonisjs/session/session_provider'),
    () => import('@adonisjs/i18n/i18n_provider'),
    () => import('./app/core/http/pages_provider.js'),
    () => import('@adonisjs/shield/shield_provider'),
    () => import('@adonisjs/static/static_provider'),
    () => import('@adonisjs/limiter/limiter_provider'),
    () => import('@adonisjs/drive/drive_provider'),
    () => import('@adonisjs/lucid/database_provider'),
    () => import('@adonisjs/inertia/inertia_provider'),
    () => import('./app/core/tenancy/tenancy_provider.js'),
    () => import('@adonisjs/redis/redis_provider'),
    () => import('./app/core/redis/redis_part_provider.js'),
    () => import('./app/core/keys/keys_provider.js'),
    () => import('./app/core/http/upgrades_provider.js'),
    () => import('./app/core/blobs/blobs_provider.js'),
    () => import('./app/live/live_provider.js'),
    () => import('./app/core/events/events_provider.js'),
    () => import('./app/canvas/server/canvas_provider.js'),
  ],
  preloads: [
    () => import('./start/kernel.js'),
    () => import('./start/routes.js'),
    () => import('./start/unknown_addresses.js'),
    () => import('./start/consumers.js'),
    () => import('./start/health.js'),
    () => import('./start/measures.js'),
  ],
  tests: {
    suites: [
      { name: 'unit', files: ['{app,bin,database}/**/*.spec.{ts,js}'], timeout: 10_000 },
      { name: 'contracts', files: ['tests/contracts/**/*.spec.{ts,js}'], timeout: 60_000 },
      { name: 'functional', files: ['tests/functional/**/*.spec.{ts,js}'], timeout: 60_000 },
      { name: 'startup', files: ['tests/startup/**/*.spec.{ts,js}'], timeout: 120_000 },
      { name: 'appliance', files: ['tests/appliance/**/*.spec.{ts,js}'], timeout: 120_000 },
      { name: 'nodes', files: ['tests/nodes/**/*.spec.{ts,js}'], timeout: 300_000 },
      { name: 'stack', files: ['tests/stack/**/*.spec.{ts,js}'], timeout: 300_000 },
      { name: 'browser', files: ['tests/browser/**/*.spec.{ts,js}'], timeout: 300_000 },
    ],
    forceExit: true,
  },
  hooks: {
    buildStarting: [() => import('@adonisjs/vite/build_hook')],
  },
})
