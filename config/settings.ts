import { definitions } from '#config/definitions'
import { publicUrlOf, readSettings } from '#core/settings/read_settings'

/** The settings of this process. */
export const settings = readSettings(definitions, process.env)

/** Address under which people reach the appliance, without a trailing slash. */
export const publicUrl = publicUrlOf(settings)
