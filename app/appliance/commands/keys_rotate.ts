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
      this.logger.info(
        'The keys of its people are wrapped by it. Shared canvases and kept mails are sealed anew by a worker, in a moment. Journals, private canvases and personal data in the audit log are sealed with keys of people, which stay as they are. Older versions are kept: older backups need them.'
      )
      return
    }
    tellRotation(this.logger, await replaceApplianceKey(async () => {}), 'keys:rotate')
  }
}
