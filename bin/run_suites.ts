import { spawn } from 'node:child_process'
import { PassThrough, type Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { NOT_RUN } from '#tests/support/counter'

/** What one run of the tests ends with. */
const CLOSING = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m

/** How a run of tests ended. */
export interface Outcome {
  passed: number
  failed: number
  skipped: number
  /** Lines that say what was not run, and why. */
  notRun: string[]
}

/** How a run ended that never came to its tests. */
export const BROKEN: Outcome = { passed: 0, failed: 1, skipped: 0, notRun: [] }

/** A line about what was not run at all. */
export function notRun(why: string, what: string): string {
  return `${NOT_RUN}${why}: ${what}`
}

/**
 * Runs suites of tests in a process of their own, and counts them.
 *
 * @param words as after `npm test --`
 * @param shown what gets to see the run
 */
export async function runSuites(
  words: readonly string[],
  environment: Record<string, string> = {},
  shown: Writable = process.stdout
): Promise<Outcome> {
  const child = spawn(process.execPath, ['--import=@poppinss/ts-exec', 'bin/test.ts', ...words], {
    env: { ...process.env, ...environment },
    stdio: ['inherit', 'pipe', 'pipe'],
  })
  const stop = () => child.kill('SIGTERM')
  process.once('disconnect', stop)
  process.once('SIGTERM', stop)
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    shown.write(chunk)
    said += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => shown.write(chunk))
  await new Promise((resolve) => child.once('close', resolve))
  const [, passed, failed, skipped] = CLOSING.exec(said.slice(-1000)) ?? []
  if (passed === undefined) return BROKEN
  return {
    passed: Number(passed),
    failed: Math.max(Number(failed), child.exitCode === 0 ? 0 : 1),
    skipped: Number(skipped),
    notRun: said.split('\n').filter((line) => line.startsWith(NOT_RUN)),
  }
}

/** Runs suites at the same time, each as with `runSuites`, and shows the runs one after another. */
export async function runBeside(...runs: readonly (readonly string[])[]): Promise<Outcome[]> {
  const under = runs.map((words) => {
    const shown = new PassThrough()
    const outcome = runSuites(words, {}, shown)
    void outcome.finally(() => shown.end())
    return { shown, outcome }
  })
  for (const { shown } of under) {
    shown.pipe(process.stdout, { end: false })
    await finished(shown)
  }
  return Promise.all(under.map(({ outcome }) => outcome))
}

/** Says how several runs ended together and what they left out, and ends this process so. */
export function conclude(runs: readonly Outcome[]): never {
  const all = (part: 'passed' | 'failed' | 'skipped') =>
    runs.reduce((sum, outcome) => sum + outcome[part], 0)
  for (const line of runs.flatMap((outcome) => outcome.notRun)) console.log(line)
  const failed = runs.length === 0 ? 1 : all('failed')
  console.log(`${all('passed')} passed, ${failed} failed, ${all('skipped')} skipped`)
  process.exit(failed === 0 ? 0 : 1)
}
