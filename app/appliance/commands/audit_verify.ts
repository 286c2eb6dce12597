import { BaseCommand } from '@adonisjs/core/ace'
import { verifyLog } from '#core/audit/verify_log'

/** Recomputes the audit log, and names the first bad entry. */
export default class AuditVerify extends BaseCommand {
  static override commandName = 'audit:verify'
  static override description = 'Recompute the audit log and name the first bad entry'
  static override options = { startApp: true }

  override async run() {
    const { isGood, said } = await verifyLog()
    for (const line of said) this.logger.log(line)
    if (!isGood) this.exitCode = 1
  }
}
