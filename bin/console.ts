import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'
import { definitions } from '#config/definitions'
import { readSettings } from '#core/settings/read_settings'
import { findAddress } from '#database/embedded/address_file'
import { endAt } from './end_signal.js'
import { APP_ROOT, importer } from './root.js'

// Commands reach the embedded database of a running appliance as they reach any other.
const { databaseUrl, home } = readSettings(definitions, process.env)
if (!databaseUrl) process.env.DATABASE_URL = findAddress(home) ?? ''

new Ignitor(APP_ROOT, { importer })
  .tap((app) => {
    endAt(['SIGTERM'], () => app.terminate())
  })
  .ace()
  .handle(process.argv.splice(2))
  .catch(async (error: unknown) => {
    process.exitCode = 1
    await prettyPrintError(error)
  })
