import { args, BaseCommand } from '@adonisjs/core/ace'
import { exportPath, importKeys } from '#core/keys/key_export'

/** Puts the present keys into a database that was restored from an older backup. */
export default class KeysImport extends BaseCommand {
  static override commandName = 'keys:import'
  static override description = 'Put exported keys into a restored database'
  static override options = { startApp: true }

  @args.string({ description: 'File that keys:export wrote', required: false })
  declare file?: string

  override async run() {
    const count = await importKeys(this.file)
    this.logger.success(`${count} keys are in place from ${this.file ?? exportPath()}`)
  }
}
