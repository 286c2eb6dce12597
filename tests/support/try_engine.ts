import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { MissingPartError } from '#tests/services/missing_part'
import { run } from '../../bin/images/apt.js'
import type { Engine } from '../../bin/images/engine.js'
import { debianTool } from './debian_tools.js'

const NAME = 'belvedere-try'
/** What the stack asks of an engine, as its Compose file says it. */
const ASKED = [
  ...['--network', NAME, '--publish', '8080:8080', '--read-only', '--user', '10001'],
  ...['--memory', '64m', '--cpus', '0.5', '--pids-limit', '20', '--cap-drop', 'ALL'],
  ...['--security-opt', 'no-new-privileges:true'],
]

/**
 * Tries whether an engine runs containers on this machine at all, with nothing of ours in them.
 *
 * @throws MissingPartError with what it complained of
 */
export function tryEngine(engine: Engine): void {
  const busybox = debianTool('busybox')
  if (!busybox) throw new MissingPartError('the package busybox-static')
  const folder = mkdtempSync(join(tmpdir(), 'belvedere-try-'))
  try {
    const archive = join(folder, 'image.tar')
    run('tar', ['-C', dirname(busybox), '-cf', archive, basename(busybox)])
    engine.docker('import', archive, NAME)
    engine.docker('network', 'create', NAME)
    engine.docker('run', '--rm', ...ASKED, NAME, '/busybox', 'true')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
