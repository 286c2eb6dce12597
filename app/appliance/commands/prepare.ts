import { BaseCommand } from '@adonisjs/core/ace'
import { publicUrl, settings } from '#config/settings'
import { prepareFirstOrganisation } from '../setup/prepare_first_organisation.js'

/** What `npm start` does by itself before it serves: for a server that is started otherwise. */
export default class Prepare extends BaseCommand {
  static override commandName = 'prepare'
  static override description = 'Make the demo organisation, or with DEMO=0 a link for set-up'
  static override options = { startApp: true }

  override async run() {
    const { home, demo } = settings
    const news = await prepareFirstOrganisation({ home, url: publicUrl, demo })
    if (news) this.logger.info(news)
  }
}
