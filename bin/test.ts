/**
 * Runs the tests on a fresh embedded database: `npm test`, `npm test -- --files 'sign_in'`,
 * `npm test -- functional`. Ends with `N passed, N failed, N skipped`.
 *
 * With SERVICES=beside the real services run too, for the tests that ask for them; with SERVICES=used
 * the appliance under test itself uses them, and nothing that is embedded. With SERVICES=stack it uses
 * those of the images, in the engine that `npm run test:stack` has started; with SERVICES=running it
 * is one more process of the stack there, which browsers visit.
 */
import 'reflect-metadata'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installChromium } from '#tests/support/chromium'
import { freePort } from '#tests/support/free_port'
import { settingsOfRunningStack, startStackServices } from '#tests/support/stack_services'
import { removeServices, service, serviceSettings, startServices } from '#tests/services/running'
import { EmbeddedDatabase } from '#database/embedded/embedded_database'
import { APP_ROOT, importer } from './root.js'

installChromium()
const home = mkdtempSync(join(tmpdir(), 'belvedere-test-'))
const services = process.env.SERVICES
const stack = services === 'stack' ? startStackServices() : undefined
if (services === 'beside' || services === 'used') await startServices()

/** The services that are there to be used; empty where everything is embedded. */
function servicesToUse(): Record<string, string> {
  if (services === 'running') return settingsOfRunningStack()
  return stack?.settings ?? (services === 'used' ? serviceSettings() : {})
}

const settings = servicesToUse()
const embedded = settings.DATABASE_URL
  ? undefined
  : await EmbeddedDatabase.start(join(home, 'database'))
const ownerUrl = settings.DATABASE_OWNER_URL ?? embedded?.url
Object.assign(process.env, {
  NODE_ENV: 'test',
  BELVEDERE_HOME: home,
  ...settings,
  ...(embedded ? { DATABASE_URL: embedded.url } : {}),
  HOST: '127.0.0.1',
  PORT: String(await freePort()),
  DEMO: '0',
})
delete process.env.PUBLIC_URL
delete process.env.DATABASE_OWNER_URL

// A stack that runs is at its release already.
const migrated = ownerUrl
  ? spawnSync(process.execPath, ['ace.js', 'migrate'], {
      env: { ...process.env, DATABASE_OWNER_URL: ownerUrl },
      encoding: 'utf8',
    })
  : null
if (migrated && migrated.status !== 0) {
  console.error(migrated.stdout, migrated.stderr)
  await embedded?.stop()
  await removeServices()
  stack?.remove()
  process.exit(1)
}
await embedded?.becomeApplication()

const { Ignitor } = await import('@adonisjs/core')
const { configure, processCLIArgs, run } = await import('@japa/runner')
const { counts, notRun } = await import('#tests/support/counter')

const tester = new Ignitor(APP_ROOT, { importer })
let application: import('@adonisjs/core/types').ApplicationService | undefined
let broke = false
try {
  await tester
    .tap((app) => (application = app))
    .testRunner()
    .configure(async (app) => {
      const { plugins, reporters, configureSuite } = await import('#tests/bootstrap')
      const { setTestDatabase } = await import('#tests/support/database')
      setTestDatabase(stack?.openToTests() ?? embedded ?? service('postgres')?.superuserUrl)
      processCLIArgs(process.argv.slice(2))
      configure({ suites: app.rcFile.tests.suites, plugins, reporters, configureSuite })
    })
    .run(() => run())
} catch (error) {
  broke = true
  console.error(error)
}

await application?.terminate()
await embedded?.stop()
await removeServices()
stack?.remove()
rmSync(home, { recursive: true, force: true })
const { passed, failed, skipped } = counts()
for (const line of notRun()) console.log(line)
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(broke || failed > 0 || process.exitCode ? 1 : 0)
