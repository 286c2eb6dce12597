import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import { validate as isUuid } from 'uuid'
import { destroyKeys } from '#core/keys/destroy_keys'
import { joinNodes } from '#live'
import { tellRotation } from './tell_rotation.js'

/** Erases what an organisation or one of its people has sealed, in every backup too. */
export default class KeysDestroy extends BaseCommand {
  static override commandName = 'keys:destroy'
  static override description =
    'Destroy the keys of an organisation, or of one person in it, with all they have sealed'
  static override options = { startApp: true }

  @args.string({ description: 'Id of the organisation' })
  declare organisation: string

  @flags.string({ description: 'Id of the person, whose keys alone are destroyed' })
  declare person?: string

  @flags.boolean({ description: 'Do not ask' })
  declare yes?: boolean

  override async run() {
    const { organisation, person } = this
    const id = person ?? organisation
    if (!isUuid(organisation) || !isUuid(id)) return this.refuse('That is not an id')
    if (!this.yes) {
      this.logger.warning(
        `Everything that ${person ? 'this person' : 'this organisation'} has sealed can be read by nobody any more, in no backup either. There is no way back.`
      )
      if ((await this.prompt.ask('Its id once more')) !== id) {
        return this.refuse('That is another id. Nothing has been done.')
      }
    }
    // Without this no node hears that whose access ends with the key.
    await joinNodes(this.app)
    tellRotation(this.logger, await destroyKeys({ organisation, person }), 'keys:destroy')
  }

  private refuse(reason: string): void {
    this.logger.error(reason)
    this.exitCode = 1
  }
}
