/**
 * The embedded PostgreSQL: PGlite with pgvector, behind a Unix socket, in a process of its own so
 * that queries never block the event loop of the server. It ends when its parent does.
 *
 * Arguments: data folder, socket path. Messages: see `EmbeddedDatabase`.
 */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { vector } from '@electric-sql/pglite-pgvector'
import { Connections } from './connections.js'
import type { EmbeddedAnswer, EmbeddedRequest } from './embedded_database.js'

const [dataFolder, socketPath, role] = process.argv.slice(2)
if (!dataFolder || !socketPath || !process.send) {
  throw new Error('The embedded database is started by the appliance')
}

const send = (answer: EmbeddedAnswer) => process.send?.(answer)
const open = (folder: string) => PGlite.create({ dataDir: folder, extensions: { vector, pg_trgm } })

// A new database is made aside and moved into place, so that a first start that was broken off
// never leaves half a database.
if (!existsSync(dataFolder)) {
  const making = `${dataFolder}.making`
  rmSync(making, { recursive: true, force: true })
  await (await open(making)).close()
  renameSync(making, dataFolder)
}
const database = await open(dataFolder)
// Nobody may connect as the owner of the tables, not even for a moment after a restart.
if (role === 'application') await database.exec('set role belvedere_application')
rmSync(socketPath, { force: true })
const connections = new Connections(database, (error) => {
  console.error(error)
  process.exit(1)
})
await connections.listen(socketPath)

let closing: Promise<void> | undefined
function close(): Promise<void> {
  closing ??= connections
    .close()
    .then(() => database.close())
    .finally(() => process.exit(0))
  return closing
}

process.on('disconnect', close)
process.on('SIGTERM', close)
// Ctrl-C reaches the whole process group; the parent closes this process after its own work is done.
process.on('SIGINT', () => undefined)
process.on('message', async (request: EmbeddedRequest) => {
  if (request === 'close') return close()
  try {
    await database.exec(
      request === 'become application' ? 'set role belvedere_application' : 'reset role'
    )
    send({ done: request })
  } catch (error) {
    send({ failed: request, message: error instanceof Error ? error.message : String(error) })
  }
})
send({ done: 'start' })
