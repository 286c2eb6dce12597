/**
 * Runs one of the project's programs from a fresh clone with Node 20 and npm alone: installs the
 * locked packages, builds what changed, and hands over to the pinned Node.
 *
 *   node bin/launch.js start | test | test:ports | test:nodes | test:stack | images | bundle | dev |
 *   check | bench | ace …
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { installPackages, pinnedNode, root } from './install.js'

const programs = {
  start: { builds: true, environment: { NODE_ENV: 'production' }, run: ['build/bin/start.js'] },
  bench: { builds: true, environment: { NODE_ENV: 'production' }, run: ['build/bench/main.js'] },
  test: {
    builds: true,
    environment: { NODE_ENV: 'test' },
    run: ['--import=@poppinss/ts-exec', 'bin/test_all.ts'],
  },
  'test:ports': {
    builds: true,
    environment: { NODE_ENV: 'test', SERVICES: 'beside' },
    run: ['--import=@poppinss/ts-exec', 'bin/test.ts', 'contracts'],
  },
  'test:nodes': {
    builds: true,
    environment: { NODE_ENV: 'test' },
    run: ['--import=@poppinss/ts-exec', 'bin/test_nodes.ts'],
  },
  'test:stack': {
    builds: true,
    environment: { NODE_ENV: 'test' },
    run: ['--import=@poppinss/ts-exec', 'bin/test_stack.ts'],
  },
  images: {
    builds: true,
    environment: {},
    run: ['--import=@poppinss/ts-exec', 'bin/images/main.ts'],
  },
  dev: {
    builds: false,
    environment: { NODE_ENV: 'development' },
    run: ['--import=@poppinss/ts-exec', 'bin/dev.ts'],
  },
  check: { builds: false, environment: {}, run: ['bin/check.js'] },
  bundle: { builds: false, environment: {}, run: ['appliance/bundle/make.js'] },
  ace: { builds: false, environment: {}, run: ['ace.js'] },
}

const [name, ...rest] = process.argv.slice(2)
const program = programs[name]
if (!program) {
  console.error(`Choose one of: ${Object.keys(programs).join(', ')}`)
  process.exit(1)
}

const installed = installPackages()
if (installed > 0) console.log(`Installed packages in ${Math.round(installed)} ms`)

/** Runs a script on the pinned Node and passes signals on; resolves with its exit status. */
function onPinnedNode(script, environment = {}) {
  const bins = join(root, 'node_modules', '.bin')
  const child = spawn(pinnedNode(), script, {
    cwd: root,
    // The channel tells the child when this process has been killed.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...environment, PATH: `${bins}:${process.env.PATH}` },
  })
  // Ctrl-C reaches the whole process group by itself; a SIGTERM is meant for the child.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  // npm may be killed without a word to us; then nobody is left who could stop the child.
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

const built = program.builds ? await onPinnedNode(['bin/build.js']) : 0
process.exit(built || (await onPinnedNode([...program.run, ...rest], program.environment)))
