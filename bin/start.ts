/**
 * The whole appliance in one process: embedded database (unless DATABASE_URL names one),
 * migrations, web and worker. `npm start` ends here.
 */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { definitions } from '#config/definitions'
import { publicUrlOf, readSettings } from '#core/settings/read_settings'
import { tellAddress } from '#database/embedded/address_file'
import { EmbeddedDatabase } from '#database/embedded/embedded_database'
import { claimHome } from './home.js'

const started = performance.now()
const parts: string[] = []

async function timed<Result>(part: string, work: () => Promise<Result>): Promise<Result> {
  const from = performance.now()
  const result = await work()
  parts.push(`${part} ${Math.round(performance.now() - from)} ms`)
  return result
}

/** Says that the port is taken before anything has been started for it. */
function assertPortIsFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? 'is in use by another program'
          : `cannot be used (${error.code})`
      reject(
        new Error(
          `PORT ${port} on HOST ${host} ${reason}. Stop that program, or set PORT to another number.`
        )
      )
    })
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

/** Runs the migrations in a process of their own, which alone holds the owner's address. */
function migrate(environment: NodeJS.ProcessEnv): Promise<void> {
  const isSource = import.meta.url.endsWith('.ts')
  const script = new URL(isSource ? '../ace.js' : './console.js', import.meta.url)
  const child = spawn(process.execPath, [script.pathname, 'migrate'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment,
  })
  let said = ''
  const listen = (chunk: Buffer) => {
    said += chunk.toString()
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`The database could not be brought to this release:\n${said.trim()}`))
    )
  })
}

async function main(): Promise<void> {
  // The application reads its settings itself, after the database's address has been added to them.
  const settings = readSettings(definitions, process.env)
  await assertPortIsFree(settings.host, settings.port)
  const releaseHome = claimHome(settings.home)

  let stopping: Promise<void> | undefined
  let stopServing = async () => {}
  let database: EmbeddedDatabase | undefined
  let forgetAddress = () => {}
  const stop = (status: number) => {
    stopping ??= stopServing()
      .then(() => database?.stop())
      .then(() => forgetAddress())
      .then(releaseHome)
      .finally(() => process.exit(status))
    return stopping
  }
  process.on('SIGINT', () => stop(0))
  process.on('SIGTERM', () => stop(0))
  // Whoever started this process and was killed cannot stop it any more.
  process.on('disconnect', () => stop(0))

  if (!settings.databaseUrl) {
    database = await timed('database', () =>
      EmbeddedDatabase.start(join(settings.home, 'database'))
    )
    process.env.DATABASE_URL = database.url
    await timed('migrations', () =>
      migrate({ ...process.env, DATABASE_OWNER_URL: process.env.DATABASE_URL })
    )
    await database.becomeApplication()
    forgetAddress = tellAddress(settings.home, database.url)
    database.keepAlive(
      () =>
        console.error(
          'The embedded database ended unexpectedly and is started again. Nothing that was saved is lost.'
        ),
      () => stop(1)
    )
  } else if (settings.databaseOwnerUrl) {
    await timed('migrations', () => migrate(process.env))
  }
  delete process.env.DATABASE_OWNER_URL
  delete process.env.DATABASE_OWNER_URL_FILE
  process.env.HOST = settings.host
  process.env.PORT = String(settings.port)

  const { serve } = await import('./server.js')
  const application = await timed('server', serve)
  stopServing = () => application.terminate()

  const { prepareFirstOrganisation } = await import('#appliance')
  const news = await timed('first organisation', () =>
    prepareFirstOrganisation({
      home: settings.home,
      url: publicUrlOf(settings),
      demo: settings.demo,
    })
  )
  if (news) console.log(news)
  console.log(`Started in ${Math.round(performance.now() - started)} ms: ${parts.join(', ')}`)
  console.log(`Belvedere is ready at ${publicUrlOf(settings)}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
