import { BaseCommand, flags } from '@adonisjs/core/ace'
import { readEntitlements } from '#entitlements'

/** Says how it stands with the licence. */
export default class LicenceShow extends BaseCommand {
  static override commandName = 'licence:show'
  static override description = 'Say how it stands with the licence'
  static override options = { startApp: true }

  @flags.boolean({ description: 'As one line of JSON' })
  declare json?: boolean

  override async run() {
    const { state, licence, seatsTaken } = await readEntitlements()
    if (this.json) {
      this.logger.log(JSON.stringify({ state, licence, seatsTaken }))
      return
    }
    this.logger.log(`State: ${state}`)
    this.logger.log(`Seats taken: ${seatsTaken}${licence ? ` of ${licence.seats}` : ''}`)
    if (!licence) return
    this.logger.log(`Given to: ${licence.name}`)
    this.logger.log(`Edition: ${licence.edition}`)
    this.logger.log(`Features: ${licence.features.join(', ') || 'none'}`)
    this.logger.log(`From ${licence.issued} to ${licence.expires}, id ${licence.id}`)
  }
}
