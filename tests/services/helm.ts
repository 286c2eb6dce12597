import { spawnSync } from 'node:child_process'
import { goProgram } from './go_program.js'

const VERSION = 'v3.22.0'

/**
 * Helm 3: this machine's, or one that is built from its Go module.
 *
 * @throws MissingPartError where it cannot be had
 */
export function helmProgram(): string {
  const { status, stdout } = spawnSync('helm', ['version', '--short'], { encoding: 'utf8' })
  if (status === 0 && stdout.startsWith('v3.')) return 'helm'
  return goProgram('Helm', 'helm.sh/helm/v3/cmd/helm', VERSION)
}
