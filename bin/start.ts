/**
 * The whole appliance in one process: embedded database (unless DATABASE_URL names one),
 * migrations, web and worker. `npm start` ends here.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { definitions } from '#config/definitions'
import { publicUrlOf, readSettings } from '#core/settings/read_settings'
import { EmbeddedDatabase } from '#database/embedded/embedded_database'
import { claimHome } from './home.js'

// The application reads its settings itself, after the database's address has been added to them.
const settings = readSettings(definitions, process.env)
const started = performance.now()
const parts: Record<string, number> = {}

async function timed<Result>(part: string, work: () => Promise<Result>): Promise<Result> {
  const from = performance.now()
  try {
    return await work()
  } finally {
    parts[part] = Math.round(performance.now() - from)
  }
}

function migrate(): Promise<void> {
  const script = new URL(
    import.meta.url.endsWith('.ts') ? '../ace.js' : './console.js',
    import.meta.url
  )
  const child = spawn(process.execPath, [script.pathname, 'migrate'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The migrations did not run:\n${said.trim()}`))
    )
  })
}

async function main(): Promise<void> {
  const releaseHome = claimHome(settings.home)
  let database: EmbeddedDatabase | undefined
  if (!settings.databaseUrl) {
    database = await timed('database', () =>
      EmbeddedDatabase.start(join(settings.home, 'database'))
    )
    process.env.DATABASE_URL = database.url
    process.env.DATABASE_OWNER_URL = database.url
  }
  if (process.env.DATABASE_OWNER_URL) await timed('migrate', migrate)
  delete process.env.DATABASE_OWNER_URL
  await database?.becomeApplication()
  // Settings are read once, so whatever reads the database's address is loaded only now.
  process.env.HOST = settings.host
  process.env.PORT = String(settings.port)
  const { serve } = await import('./server.js')
  const application = await timed('serve', serve)

  let stopping: Promise<void> | undefined
  const stop = (status: number) => {
    stopping ??= application
      .terminate()
      .then(() => database?.stop())
      .then(releaseHome)
      .finally(() => process.exit(status))
    return stopping
  }
  process.on('SIGINT', () => stop(0))
  process.on('SIGTERM', () => stop(0))
  database?.onUnexpectedEnd(() => {
    console.error(
      'The embedded database ended unexpectedly; stopping. Nothing that was saved is lost.'
    )
    void stop(1)
  })
  const times = Object.entries(parts).map(([part, ms]) => `${part} ${ms} ms`)
  console.log(`Started in ${Math.round(performance.now() - started)} ms (${times.join(', ')})`)
  console.log(`Belvedere is ready at ${publicUrlOf(settings)}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
