import { defineConfig } from '@adonisjs/lucid'
import type { PostgreConfig } from '@adonisjs/lucid/types/database'
import { settings } from '#config/settings'

function connection(url: string | undefined): PostgreConfig {
  return {
    client: 'pg',
    connection: { connectionString: url },
    pool: { min: 0, max: 10, acquireTimeoutMillis: 10_000 },
    migrations: { naturalSort: true, paths: ['database/migrations'] },
  }
}

export default defineConfig({
  connection: 'application',
  connections: {
    application: connection(settings.databaseUrl),
    /** Used by migrations alone. */
    owner: connection(settings.databaseOwnerUrl),
  },
})
