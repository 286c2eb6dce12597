/**
 * Proves that several nodes with real services are one appliance: `npm run test:nodes`. The
 * functional tests run with every real service instead of what is embedded; then two web and two
 * worker processes behind the gateway are driven from outside. Ends as `npm test` does.
 */
import { conclude, runSuites } from './run_suites.js'

const words = process.argv.slice(2)
const runs =
  words.length > 0
    ? [await runSuites(words, { SERVICES: 'beside' })]
    : [
        await runSuites(['functional'], { SERVICES: 'used' }),
        await runSuites(['contracts'], { SERVICES: 'used' }),
        await runSuites(['nodes'], { SERVICES: 'beside' }),
      ]
conclude(runs)
