/**
 * Belvedere for its developers: an embedded database of its own, and a server that takes up every
 * change of the sources within about a second. `npm run dev`; Ctrl-C stops all of it.
 */
import { spawn, spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { EmbeddedDatabase } from '#database/embedded/embedded_database'
import { claimHome } from './home.js'

const home = resolve(process.env.BELVEDERE_HOME ?? join('storage', 'development'))
const releaseHome = claimHome(home)
const database = await EmbeddedDatabase.start(join(home, 'database'))
const environment = {
  ...process.env,
  NODE_ENV: 'development',
  BELVEDERE_HOME: home,
  DATABASE_URL: database.url,
  HOST: process.env.HOST ?? '127.0.0.1',
  PORT: process.env.PORT ?? '3333',
}

async function finish(status: number): Promise<never> {
  await database.stop()
  releaseHome()
  process.exit(status)
}

const pictures = spawnSync(process.execPath, ['bin/build_decks.js'], { stdio: 'inherit' })
if (pictures.status !== 0) await finish(1)

const migrated = spawnSync(process.execPath, ['ace.js', 'migrate'], {
  env: { ...environment, DATABASE_OWNER_URL: database.url },
  stdio: 'inherit',
})
if (migrated.status !== 0) await finish(1)
await database.becomeApplication()
const prepared = spawnSync(process.execPath, ['ace.js', 'prepare'], {
  env: environment,
  stdio: 'inherit',
})
if (prepared.status !== 0) await finish(1)

const server = spawn(process.execPath, ['ace.js', 'serve', '--hmr', '--no-clear'], {
  env: environment,
  stdio: ['ignore', 'inherit', 'inherit'],
  // A group of its own, because the watcher does not pass signals on to the server it runs.
  detached: true,
})
const stopServer = () => {
  if (server.pid && server.exitCode === null) process.kill(-server.pid, 'SIGINT')
}
process.on('SIGINT', stopServer)
process.on('SIGTERM', stopServer)
// Nobody is left who could stop it when the launcher has been killed.
process.once('disconnect', stopServer)
database.keepAlive(
  () => console.error('The embedded database ended unexpectedly and is started again.'),
  stopServer
)
server.once('exit', (code) => finish(code ?? 0))
