/**
 * Runs all tests: `npm test`. Those with a browser have the machine for themselves. Ends with
 * `N passed, N failed, N skipped`.
 */
import { conclude, runSuites } from './run_suites.js'

conclude([
  await runSuites(['unit', 'functional', 'contracts', 'startup', 'appliance', 'nodes']),
  await runSuites(['browser']),
])
