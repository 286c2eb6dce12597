import type { CommandMetaData } from '@adonisjs/core/types/ace'
import AuditCheckpoint from './audit_checkpoint.js'
import AuditExport from './audit_export.js'
import AuditKey from './audit_key.js'
import AuditProve from './audit_prove.js'
import AuditVerify from './audit_verify.js'
import DocumentSettings from './document_settings.js'
import KeysDestroy from './keys_destroy.js'
import KeysExport from './keys_export.js'
import KeysImport from './keys_import.js'
import KeysRotate from './keys_rotate.js'
import LicenceImport from './licence_import.js'
import LicenceShow from './licence_show.js'
import Migrate from './migrate.js'
import Prepare from './prepare.js'
import RebuildEvents from './rebuild_events.js'
import SetupLink from './setup_link.js'
import Work from './worker.js'

const commands = [
  AuditCheckpoint,
  AuditExport,
  AuditKey,
  AuditProve,
  AuditVerify,
  DocumentSettings,
  KeysDestroy,
  KeysExport,
  KeysImport,
  KeysRotate,
  LicenceImport,
  LicenceShow,
  Migrate,
  Prepare,
  RebuildEvents,
  SetupLink,
  Work,
]

/** Lists the operator's commands to the framework. */
export async function getMetaData(): Promise<CommandMetaData[]> {
  return commands.map((command) => command.serialize())
}

/** Finds the command behind a listed one. */
export async function getCommand(metaData: CommandMetaData) {
  return commands.find((command) => command.commandName === metaData.commandName) ?? null
}
