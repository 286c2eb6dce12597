import { BaseCommand } from '@adonisjs/core/ace'
import { publicKeys } from '#core/audit/checkpoints'

/** Prints the public key that checkpoints of the audit log are verified with. */
export default class AuditKey extends BaseCommand {
  static override commandName = 'audit:key'
  static override description = 'Print the public key of the audit log as PEM'
  static override options = { startApp: true }

  override async run() {
    this.logger.log((await publicKeys()).trimEnd())
  }
}
