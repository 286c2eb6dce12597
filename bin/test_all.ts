/**
 * Runs all tests: `npm test`. Those with a browser go on beside the others, because both wait much.
 * Ends with `N passed, N failed, N skipped`.
 */
import { installChromium } from '#tests/support/chromium'
import { conclude, runSuites } from './run_suites.js'

// Once, before both runs look for it.
installChromium()
conclude(
  await Promise.all([
    runSuites(['unit', 'functional', 'contracts', 'startup', 'nodes']),
    runSuites(['browser'], undefined, true),
  ])
)
