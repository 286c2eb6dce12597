import { args, BaseCommand } from '@adonisjs/core/ace'
import { exportLog } from '#core/audit/export_log'

/** Writes the audit log of the whole appliance, for keeping and for verifying elsewhere. */
export default class AuditExport extends BaseCommand {
  static override commandName = 'audit:export'
  static override description = 'Write the audit log as JSON Lines, with its checkpoints'
  static override options = { startApp: true }

  @args.string({ description: 'File to write' })
  declare file: string

  override async run() {
    const count = await exportLog(this.file)
    this.logger.success(`${count} entries are in ${this.file}`)
  }
}
