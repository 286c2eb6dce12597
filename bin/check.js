/**
 * The development checks: `npm run check`, or some of them by name: `npm run check -- lint types`.
 * One line each; what a failing one says follows its line.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hygieneProblems } from './check_hygiene.js'
import { translationProblems } from './check_translations.js'
import { root } from './install.js'

const AT_ONCE = 2

/** A check by a program of a package: passes when the program does. */
function program(name, script, parameters) {
  const run = () =>
    new Promise((resolve) => {
      execFile(
        process.execPath,
        [join(root, 'node_modules', script), ...parameters],
        { cwd: root, maxBuffer: 64 * 1024 * 1024 },
        (error, stdout, stderr) => resolve(error ? [stdout + stderr] : [])
      )
    })
  return { name, run }
}

const folders = ['app', 'bench', 'bin', 'config', 'database', 'start', 'tests', 'adonisrc.ts']

const checks = [
  program('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings=0']),
  program('types', 'typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']),
  program('worker', 'typescript/bin/tsc', [
    '--noEmit',
    '-p',
    'resources/service_worker/tsconfig.json',
  ]),
  program('pages', 'svelte-check/bin/svelte-check', [
    ...['--tsconfig', 'resources/tsconfig.json'],
    '--fail-on-warnings',
  ]),
  program('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
  program('boundaries', 'dependency-cruiser/bin/dependency-cruiser.mjs', [
    ...folders.filter((folder) => existsSync(join(root, folder))),
  ]),
  { name: 'translations', run: translationProblems },
  { name: 'hygiene', run: hygieneProblems },
]

const wanted = process.argv.slice(2)
const waiting = checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
if (waiting.length === 0) {
  console.error(`Choose from: ${checks.map(({ name }) => name).join(', ')}`)
  process.exit(1)
}

async function work() {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const from = performance.now()
    const problems = await check.run()
    const seconds = ((performance.now() - from) / 1000).toFixed(1)
    console.log(`${problems.length === 0 ? '✓' : '✗'} ${check.name} (${seconds} s)`)
    if (problems.length > 0) process.exitCode = 1
    for (const problem of problems) console.log(problem)
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, work))
