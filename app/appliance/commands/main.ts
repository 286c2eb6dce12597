import type { CommandMetaData } from '@adonisjs/core/types/ace'
import DocumentSettings from './document_settings.js'
import Migrate from './migrate.js'
import Prepare from './prepare.js'
import RebuildEvents from './rebuild_events.js'
import Work from './worker.js'

const commands = [DocumentSettings, Migrate, Prepare, RebuildEvents, Work]

/** Lists the operator's commands to the framework. */
export async function getMetaData(): Promise<CommandMetaData[]> {
  return commands.map((command) => command.serialize())
}

/** Finds the command behind a listed one. */
export async function getCommand(metaData: CommandMetaData) {
  return commands.find((command) => command.commandName === metaData.commandName) ?? null
}
