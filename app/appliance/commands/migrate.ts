import { BaseCommand } from '@adonisjs/core/ace'
import { MigrationRunner } from '@adonisjs/lucid/migration'
import { settings } from '#config/settings'
import { namedDatabaseError } from '#core/tenancy/database_faults'
import { synchroniseDecks } from '#library'

/** Brings the database to this release, as the owner of its tables. */
export default class Migrate extends BaseCommand {
  static override commandName = 'migrate'
  static override description = 'Bring the database to this release (needs DATABASE_OWNER_URL)'
  static override options = { startApp: true }

  override async run() {
    if (!settings.databaseOwnerUrl) {
      this.logger.error('DATABASE_OWNER_URL is not set: migrations run as the owner of the tables')
      this.exitCode = 1
      return
    }
    const database = await this.app.container.make('lucid.db')
    const migrator = new MigrationRunner(database, this.app, {
      direction: 'up',
      connectionName: 'owner',
    })
    try {
      await migrator.run()
      if (migrator.error) throw migrator.error
    } catch (error) {
      throw namedDatabaseError('DATABASE_OWNER_URL', error)
    }
    await this.admitApplicationRole(database.connection('owner'))
    await synchroniseDecks()
    await database.manager.closeAll()
  }

  /** Lets the role of DATABASE_URL do what the application may do. */
  private async admitApplicationRole(owner: {
    rawQuery(sql: string, bindings?: string[]): unknown
  }) {
    const role = settings.databaseUrl && new URL(settings.databaseUrl).username
    if (!role || settings.databaseUrl === settings.databaseOwnerUrl) return
    await owner.rawQuery('grant belvedere_application to ??', [decodeURIComponent(role)])
  }
}
