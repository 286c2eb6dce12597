import { args, BaseCommand } from '@adonisjs/core/ace'
import { exportKeys, exportPath } from '#core/keys/key_export'

/** Writes the wrapped keys for the backup beside the key file. */
export default class KeysExport extends BaseCommand {
  static override commandName = 'keys:export'
  static override description = 'Write every wrapped key into a file, for the backups'
  static override options = { startApp: true }

  @args.string({ description: 'File to write', required: false })
  declare file?: string

  override async run() {
    await exportKeys(this.file)
    this.logger.success(`The wrapped keys are in ${this.file ?? exportPath()}`)
  }
}
