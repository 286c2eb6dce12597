import app from '@adonisjs/core/services/app'
import { publicUrl, settings } from '#config/settings'
import { checkParts, type CheckedPart } from '#core/health/parts'
import { versionOf } from '#core/observability/version'
import { readEntitlements, type Entitlements } from '#entitlements'
import { mailer } from '#messaging'
import { askDatabase, type DatabaseFacts } from '../queries/ask_database.js'
import { readStatusFile, type Known } from './read_status_file.js'
import { STATUS_FILES } from './status_files.js'

/** What the files of the machine say, each known or not. */
export type StatusFiles = {
  [Name in keyof typeof STATUS_FILES]: Known<ReturnType<(typeof STATUS_FILES)[Name]>>
}

/** Everything that is known of the appliance now. */
export interface Facts extends StatusFiles {
  now: Date
  /** The release that is running. */
  version: string
  parts: CheckedPart[]
  database: DatabaseFacts
  entitlements: Entitlements
  /** Address under which people reach the appliance. */
  publicUrl: string
  mailLeaves: boolean
}

/** Looks at everything that the console shows. What cannot be found out is said to be unknown. */
export async function readFacts(): Promise<Facts> {
  const now = new Date()
  const [parts, database, entitlements, files] = await Promise.all([
    checkParts(),
    askDatabase(),
    readEntitlements(now),
    readStatusFiles(settings.applianceStatus),
  ])
  return {
    now,
    version: versionOf(app.makePath('package.json')),
    parts,
    database,
    entitlements,
    ...files,
    publicUrl,
    mailLeaves: mailer.leaves,
  }
}

/** What lies in the folder of the status files. */
export async function readStatusFiles(folder: string): Promise<StatusFiles> {
  const [release, backups, offsite, drill, certificates, disk, models] = await Promise.all([
    readStatusFile(folder, 'release', STATUS_FILES.release),
    readStatusFile(folder, 'backups', STATUS_FILES.backups),
    readStatusFile(folder, 'offsite', STATUS_FILES.offsite),
    readStatusFile(folder, 'drill', STATUS_FILES.drill),
    readStatusFile(folder, 'certificates', STATUS_FILES.certificates),
    readStatusFile(folder, 'disk', STATUS_FILES.disk),
    readStatusFile(folder, 'models', STATUS_FILES.models),
  ])
  return { release, backups, offsite, drill, certificates, disk, models }
}
