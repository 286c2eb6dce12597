/**
 * `npm test`: what is named after `--`, as bin/test.ts runs it, or every suite. Those without a browser
 * need one processor core each, so two of them run at a time.
 */
import { installChromium } from '#tests/support/chromium'
import { conclude, runBeside, runSuites } from './run_suites.js'

if (process.argv.length > 2) {
  await import('./test.js')
} else {
  // All would install it.
  installChromium()
  const beside = await runBeside(
    ['unit', 'contracts', 'functional'],
    ['startup', 'appliance', 'nodes', 'stack']
  )
  conclude([...beside, await runSuites(['browser'])])
}
