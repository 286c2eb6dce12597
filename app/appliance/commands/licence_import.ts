import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { args, BaseCommand } from '@adonisjs/core/ace'
import i18nManager from '@adonisjs/i18n/services/main'
import { FALLBACK_LOCALE } from '#config/locales'
import { Refusal } from '#core/errors/refusal'
import { importLicence } from '#entitlements'

/** Brings a licence in, in the place of the one before. */
export default class LicenceImport extends BaseCommand {
  static override commandName = 'licence:import'
  static override description = 'Bring a licence in, in the place of the one before'
  static override options = { startApp: true }

  @args.string({ description: 'File with the licence; - for what comes in' })
  declare file: string

  override async run() {
    let text: string
    try {
      text = await (this.file === '-' ? readAll(process.stdin) : readFile(this.file, 'utf8'))
    } catch {
      return this.refuse(`${this.file} cannot be read`)
    }
    try {
      const { name, seats, expires } = await importLicence(text)
      this.logger.success(`The licence of ${name} is in place: ${seats} seats, until ${expires}`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const i18n = i18nManager.locale(FALLBACK_LOCALE)
      this.refuse(`${error.code}: ${i18n.t(error.messageKey, error.details.values)}`)
    }
  }

  private refuse(reason: string): void {
    this.logger.error(reason)
    this.exitCode = 1
  }
}
