import { defineConfig } from '@adonisjs/lucid'
import type { PostgreConfig } from '@adonisjs/lucid/types/database'
import { settings } from '#config/settings'
import { prepareConnection, type Connection } from '#database/prepare_connection'

const CONNECTIONS = 10

function connection(url: string | undefined): PostgreConfig {
  return {
    client: 'pg',
    connection: { connectionString: url },
    pool: {
      // Connections are kept: each has learnt the statements that it is asked.
      min: CONNECTIONS,
      max: CONNECTIONS,
      acquireTimeoutMillis: 10_000,
      afterCreate: (connection: Connection, done: () => void) => {
        prepareConnection(connection)
        done()
      },
    },
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
