/**
 * Proves the Compose stack: `npm run test:stack`. Builds the images, starts them in an engine of its
 * own in a network without a way out, and drives them from outside, with browsers too; then the
 * functional tests run with the data services of the same images. Ends as `npm test` does, and says
 * what it did not run; where there can be no engine it says why, and skips. `--keep-images` takes those
 * that lie there.
 * With `IDLE_MINUTES=60` the stack is left alone for so long before it is tried.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { MissingPartError } from '#tests/services/missing_part'
import { installChromium } from '#tests/support/chromium'
import { makeRealBundle } from '#tests/support/real_install'
import { Stack } from '#tests/support/stack'
import { tryEngine } from '#tests/support/try_engine'
import { layUplink, packetsSentOut } from '#tests/support/uplink'
import { Engine } from './images/engine.js'
import { objectStore } from './images/go_programs.js'
import { OUTPUT } from './images/place.js'
import { BROKEN, conclude, notRun, runSuites, type Outcome } from './run_suites.js'

const INSIDE = '--inside'

/**
 * The files of `tests/browser` that between them go through most areas once. Not those that kill the
 * stack: Chromium breaks off what it was loading when the engine takes a network card away.
 */
const AREAS = ['canvas_sharing', 'decks', 'exercise', 'leading', 'library', 'taking_part']
const IDLE_MINUTES = Number(process.env.IDLE_MINUTES ?? 0)
const words = process.argv.slice(2)

/** Both addresses of this machine: who knows one alone asks a server of names for the other. */
const HOSTS = '127.0.0.1 localhost\n::1 localhost\n'

/** Runs this program in a network of its own, in which there is nothing but this machine. */
function runInside(): number {
  const folder = mkdtempSync(join(tmpdir(), 'belvedere-hosts-'))
  const hosts = join(folder, 'hosts')
  writeFileSync(hosts, HOSTS)
  const again = [
    ...['--net', '--mount', 'sh', '-c', 'mount --bind "$0" /etc/hosts && exec "$@"', hosts],
    ...[process.execPath, ...process.execArgv, 'bin/test_stack.ts', INSIDE, ...words],
  ]
  const { status } = spawnSync('unshare', again, { stdio: 'inherit' })
  rmSync(folder, { recursive: true, force: true })
  return status ?? 1
}

/** Why there can be no stack on this machine; null when there can. What is wrong with ours is no reason. */
async function why(): Promise<string | null> {
  if (process.getuid?.() !== 0) return 'needs the rights of root'
  if (!existsSync('/usr/bin/apt-get')) return 'needs Debian'
  if (spawnSync('unshare', ['--net', 'true']).status !== 0) return 'needs a network of its own'
  try {
    const engine = await Engine.start('none')
    try {
      tryEngine(engine)
    } finally {
      await engine.stop()
    }
    objectStore()
    return null
  } catch (error) {
    if (error instanceof MissingPartError) return `needs ${error.message}`
    throw error
  }
}

/**
 * Runs the tests that find the stack in the environment, those with browsers in it, and those of the
 * appliance's functions with data services of the same images.
 */
async function runTests(stack: Stack): Promise<Outcome[]> {
  const chosen = words.filter((word) => ![INSIDE, '--keep-images'].includes(word))
  const environment = {
    STACK: JSON.stringify(stack.place),
    NODE_EXTRA_CA_CERTS: join(stack.files, 'tls', 'ca.pem'),
  }
  const suites = {
    stack: (more: string[]) => runSuites(['stack', ...more], environment),
    browser: (more: string[]) =>
      runSuites(['browser', ...more], { ...environment, SERVICES: 'running' }),
    functional: (more: string[]) =>
      runSuites(['functional', ...more], { ...environment, SERVICES: 'stack' }),
  }
  const [suite = '', ...more] = chosen
  if (suite === 'browser' || suite === 'functional') return [await suites[suite](more)]
  if (suite) return [await suites.stack(chosen)]
  return [
    await suites.stack([]),
    withoutRest(await suites.browser(AREAS.flatMap((area) => ['--files', fileOf(area)]))),
    await suites.functional([]),
  ]
}

const fileOf = (area: string) => `/browser/${area}.spec.ts`

/** Says of a run of `AREAS` which files it left out. */
function withoutRest(outcome: Outcome): Outcome {
  const rest = globSync('tests/browser/*.spec.ts').filter(
    (file) => !AREAS.some((area) => file.endsWith(fileOf(area)))
  )
  const line = notRun('`npm run test:stack -- browser` runs them too', rest.join(', '))
  return { ...outcome, notRun: [...outcome.notRun, line] }
}

async function test(): Promise<void> {
  spawnSync('ip', ['link', 'set', 'lo', 'up'])
  // A browser breaks off what it loads when an address of the machine comes or goes. Cards of containers
  // have none but the one that the kernel gives each for IPv6.
  writeFileSync('/proc/sys/net/ipv6/conf/default/disable_ipv6', '1')
  layUplink()
  let engine: Engine | undefined
  let runs = [BROKEN]
  try {
    const from = performance.now()
    engine = await Engine.start('here')
    const stack = await Stack.start(engine)
    console.log(`The stack is up after ${Math.round((performance.now() - from) / 1000)} s`)
    await wait(IDLE_MINUTES * 60_000)
    console.log(`Idle for ${IDLE_MINUTES} minutes, and ${packetsSentOut()} packets were sent out`)
    runs = await runTests(stack)
  } catch (error) {
    console.error(error instanceof MissingPartError ? error.message : error)
  } finally {
    await engine?.stop()
  }
  conclude(runs)
}

function buildImages(): void {
  if (words.includes('--keep-images') && existsSync(join(OUTPUT, 'images.json'))) return
  const build = [...process.execArgv, 'bin/images/main.ts']
  const { status } = spawnSync(process.execPath, build, { stdio: 'inherit' })
  if (status !== 0) conclude([BROKEN])
}

/** Making one fetches what later ones need, and inside there is nothing to fetch it from. */
function makeFirstBundle(): void {
  const folder = mkdtempSync(join(tmpdir(), 'belvedere-bundle-'))
  makeRealBundle(folder)
  rmSync(folder, { recursive: true })
}

if (words.includes(INSIDE)) {
  await test()
} else {
  const missing = await why()
  if (missing) {
    conclude([{ passed: 0, failed: 0, skipped: 1, notRun: [notRun(missing, 'the stack')] }])
  }
  buildImages()
  makeFirstBundle()
  installChromium()
  process.exitCode = runInside()
}
