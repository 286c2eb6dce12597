import { args, BaseCommand } from '@adonisjs/core/ace'
import { validate as isUuid } from 'uuid'
import { proveEntry } from '#core/audit/prove_entry'
import { Refusal } from '#core/errors/refusal'

/** Proves that one entry is in the audit log, without showing another. */
export default class AuditProve extends BaseCommand {
  static override commandName = 'audit:prove'
  static override description = 'Print the proof that an entry is in the audit log as JSON'
  static override options = { startApp: true }

  @args.string({ description: 'Id of the entry' })
  declare entry: string

  override async run() {
    if (!isUuid(this.entry)) return this.refuse()
    try {
      this.logger.log(JSON.stringify(await proveEntry(this.entry)))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.refuse()
    }
  }

  private refuse(): void {
    this.logger.error('There is no such entry, or it has no place in the tree yet')
    this.exitCode = 1
  }
}
