import { spawn } from 'node:child_process'

/** What one run of the tests ends with. */
const CLOSING = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m

/** How many tests of a run passed, failed and were skipped. */
export type Counts = [passed: number, failed: number, skipped: number]

/**
 * Runs suites of tests in a process of their own, and counts them.
 *
 * @param words as after `npm test --`
 */
export async function runSuites(
  words: readonly string[],
  environment: Record<string, string>
): Promise<Counts> {
  const child = spawn(process.execPath, ['--import=@poppinss/ts-exec', 'bin/test.ts', ...words], {
    env: { ...process.env, ...environment },
    stdio: ['inherit', 'pipe', 'inherit'],
  })
  const stop = () => child.kill('SIGTERM')
  process.once('disconnect', stop)
  process.once('SIGTERM', stop)
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk)
    said = (said + chunk.toString()).slice(-1000)
  })
  await new Promise((resolve) => child.once('close', resolve))
  const [, passed, failed, skipped] = CLOSING.exec(said) ?? []
  if (passed === undefined) return [0, 1, 0]
  return [Number(passed), Math.max(Number(failed), child.exitCode === 0 ? 0 : 1), Number(skipped)]
}

/** Says how several runs ended together, and ends this process so. */
export function conclude(runs: readonly Counts[]): never {
  const [passed = 0, failed = 1, skipped = 0] = [0, 1, 2].map((part) =>
    runs.reduce((sum, counts) => sum + (counts[part] ?? 0), 0)
  )
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exit(failed === 0 ? 0 : 1)
}
