import { BaseCommand } from '@adonisjs/core/ace'
import { publicUrl, settings } from '#config/settings'
import { hasOrganisation } from '../setup/first_organisation.js'
import { makeSetupLink } from '../setup/setup_link.js'

/** Gives whoever may run commands the link for setting up, without it ever being in a log. */
export default class SetupLink extends BaseCommand {
  static override commandName = 'setup:link'
  static override description = 'Make a one-time link for set-up; an earlier one no longer works'
  static override options = { startApp: true }

  override async run() {
    if (await hasOrganisation()) {
      this.logger.error('There is an organisation already: the appliance has been set up')
      this.exitCode = 1
      return
    }
    console.log(makeSetupLink(settings.home, publicUrl))
  }
}
