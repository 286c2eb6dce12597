/**
 * Proves that several nodes with real services are one appliance: `npm run test:nodes`. The
 * functional tests run with every real service instead of what is embedded; then two web and two
 * worker processes behind the gateway are driven from outside. Ends as `npm test` does.
 */
import { spawn } from 'node:child_process'

/** What one run of the tests ends with. */
const CLOSING = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m

/** Runs suites of tests in a process of their own, and counts them. */
async function run(
  services: 'used' | 'beside',
  suites: string[]
): Promise<[number, number, number]> {
  const child = spawn(process.execPath, ['--import=@poppinss/ts-exec', 'bin/test.ts', ...suites], {
    env: { ...process.env, SERVICES: services },
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

const words = process.argv.slice(2)
const runs =
  words.length > 0
    ? [await run('beside', words)]
    : [
        await run('used', ['functional']),
        await run('used', ['contracts']),
        await run('beside', ['nodes']),
      ]
const [passed = 0, failed = 1, skipped = 0] = [0, 1, 2].map((part) =>
  runs.reduce((sum, counts) => sum + (counts[part] ?? 0), 0)
)
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed === 0 ? 0 : 1)
