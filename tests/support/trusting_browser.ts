import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.js'
import { keyFingerprint } from './stack_files.js'

/**
 * Starts Chromium so that it takes a server at `localhost` for who it says it is, and asks nobody else.
 *
 * @param certificate file of the server's certificate
 */
export function openTrustingBrowser(certificate: string): Promise<Browser> {
  return openBrowser([
    `--ignore-certificate-errors-spki-list=${keyFingerprint(certificate)}`,
    // Chromium would ask for its maker's updates.
    '--host-resolver-rules=MAP localhost 127.0.0.1, MAP * ~NOTFOUND',
  ])
}
