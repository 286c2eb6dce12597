import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'
import type { ApplicationService } from '@adonisjs/core/types'
import { APP_ROOT, importer } from './root.js'

/**
 * Starts the web role on `HOST:PORT`.
 *
 * @returns the application; `terminate()` drains it
 * @throws when a setting, the database role or the port cannot be used
 */
export async function serve(): Promise<ApplicationService> {
  const ignitor = new Ignitor(APP_ROOT, { importer })
  let application: ApplicationService | undefined
  ignitor.tap((app) => {
    application = app
  })
  await ignitor.httpServer().start()
  if (!application) throw new Error('The application did not start')
  return application
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
  const application = await serve()
  application.listen('SIGTERM', () => application.terminate())
  application.listen('SIGINT', () => application.terminate())
}
