import { writeFileSync } from 'node:fs'
import { BaseCommand } from '@adonisjs/core/ace'
import { definitions } from '#config/definitions'
import { documentSettings } from '#core/settings/document_settings'

const PAGE = 'docs/operator/settings.md'

/** Writes the page about the settings from their definitions. */
export default class DocumentSettings extends BaseCommand {
  static override commandName = 'settings:document'
  static override description = `Write ${PAGE} from config/definitions.ts`

  override async run() {
    const root = process.cwd()
    writeFileSync(this.app.makePath(PAGE), documentSettings(definitions, root))
    this.logger.success(`${PAGE} is written`)
  }
}
