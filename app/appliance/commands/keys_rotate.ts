import { args, BaseCommand } from '@adonisjs/core/ace'
import { replaceApplianceKey } from '#core/keys/appliance_key_rotation'
import { replaceOrganisationKey } from '#core/keys/organisation_key_rotation'
import { tellRotation } from './tell_rotation.js'

/** Replaces the appliance key, or the data key of one organisation, while everything goes on. */
export default class KeysRotate extends BaseCommand {
  static override commandName = 'keys:rotate'
  static override description = 'Replace the appliance key, or the data key of an organisation'
  static override options = { startApp: true }

  @args.string({ description: 'Id of the organisation', required: false })
  declare organisation?: string

  override async run() {
    if (this.organisation) {
      const version = await replaceOrganisationKey(this.organisation)
      this.logger.success(`The organisation seals with version ${version} of its key from now on`)
      return
    }
    tellRotation(this.logger, await replaceApplianceKey(async () => {}), 'keys:rotate')
  }
}
