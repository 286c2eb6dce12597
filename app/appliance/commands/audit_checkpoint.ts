import { BaseCommand } from '@adonisjs/core/ace'
import { makeCheckpoint } from '#core/audit/checkpoints'

/** Signs the audit log as it is now; what is printed is worth keeping elsewhere. */
export default class AuditCheckpoint extends BaseCommand {
  static override commandName = 'audit:checkpoint'
  static override description = 'Sign the audit log as it is now, and print the checkpoint as JSON'
  static override options = { startApp: true }

  override async run() {
    this.logger.log(JSON.stringify(await makeCheckpoint()))
  }
}
