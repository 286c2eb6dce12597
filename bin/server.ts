import 'reflect-metadata'
import { setTimeout as wait } from 'node:timers/promises'
import { Ignitor } from '@adonisjs/core'
import type { ApplicationService } from '@adonisjs/core/types'
import { endAt } from './end_signal.js'
import { APP_ROOT, importer } from './root.js'

/**
 * So long a connection may be idle: longer than the gateway lets it be, which is two minutes. If this
 * side closed it first, a request on its way at that moment would be lost with it.
 */
const LONGEST_IDLE_MS = 180_000

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
  const server = (await application.container.make('server')).getNodeServer()
  if (server) server.keepAliveTimeout = LONGEST_IDLE_MS
  return application
}

/** So long a stopping process says that it is not ready before it closes anything. Milliseconds. */
const NOTICE_MS = 2_000

/** So long what is being answered may take after that. Milliseconds. */
const LONGEST_ANSWER_MS = 5_000

/** Lets the gateway notice that this process takes nothing new, and ends what is open in good order. */
async function drain(application: ApplicationService): Promise<void> {
  const { beginDraining } = await import('#core/http/draining')
  beginDraining()
  await wait(NOTICE_MS)
  const server = (await application.container.make('server')).getNodeServer()
  // Who does not read its answer to the end must not keep the process.
  setTimeout(() => server?.closeAllConnections(), LONGEST_ANSWER_MS).unref()
  await application.terminate()
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
  const starting = serve()
  // From the first moment: whoever is told to end while starting ends as well as later.
  endAt(['SIGTERM', 'SIGINT'], async () => drain(await starting))
  await starting
}
