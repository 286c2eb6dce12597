import { spawn } from 'node:child_process'

/** How many tests passed, failed and were skipped. */
export type Counts = readonly [passed: number, failed: number, skipped: number]

/** What one run of the tests ends with. */
const CLOSING = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m

/**
 * Runs suites of tests in a process of their own, and counts them. A run that ends without counts
 * has failed.
 *
 * @param services how the real services take part, as `bin/test.ts` has it
 * @param isBeside another run is going on: what this one says comes in one piece, when it has ended
 */
export async function runSuites(
  suites: readonly string[],
  services?: 'used' | 'beside',
  isBeside = false
): Promise<Counts> {
  const child = spawn(process.execPath, ['--import=@poppinss/ts-exec', 'bin/test.ts', ...suites], {
    env: services ? { ...process.env, SERVICES: services } : process.env,
    stdio: ['inherit', 'pipe', isBeside ? 'pipe' : 'inherit'],
  })
  const stop = () => child.kill('SIGTERM')
  process.once('disconnect', stop)
  process.once('SIGTERM', stop)
  let said = ''
  const hear = (chunk: Buffer) => {
    if (!isBeside) process.stdout.write(chunk)
    said += chunk.toString()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  await new Promise((resolve) => child.once('close', resolve))
  if (isBeside) process.stdout.write(said)
  const [, passed, failed, skipped] = CLOSING.exec(said.slice(-1000)) ?? []
  if (passed === undefined) return [0, 1, 0]
  return [Number(passed), Math.max(Number(failed), child.exitCode === 0 ? 0 : 1), Number(skipped)]
}

/** Says how all runs together ended, and ends this process so. */
export function conclude(runs: readonly Counts[]): never {
  const [passed = 0, failed = 1, skipped = 0] = [0, 1, 2].map((part) =>
    runs.reduce((sum, counts) => sum + (counts[part] ?? 0), 0)
  )
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exit(failed === 0 ? 0 : 1)
}
