import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#tests/services/place'

/** Programs that need nothing beside them, each with its package of Debian and its place there. */
const TOOLS = {
  busybox: { package: 'busybox-static', path: 'bin/busybox' },
  minisign: { package: 'minisign', path: 'usr/bin/minisign' },
  shellcheck: { package: 'shellcheck', path: 'usr/bin/shellcheck' },
} as const

const folder = join(root, 'tmp', 'tools')

/**
 * The path of a program, which is fetched and unpacked the first time; nothing is installed.
 * Nothing when it cannot be had.
 */
export function debianTool(name: keyof typeof TOOLS): string | undefined {
  const tool = TOOLS[name]
  const unpacked = join(folder, name)
  if (!existsSync(unpacked)) {
    mkdirSync(folder, { recursive: true })
    const making = mkdtempSync(join(folder, 'making-'))
    const fetched = spawnSync('apt-get', ['download', '--quiet', tool.package], { cwd: making })
    const [file] = globSync(join(making, '*.deb'))
    const done =
      fetched.status === 0 && file && spawnSync('dpkg', ['-x', file, making]).status === 0
    // Another process may have been faster.
    if (done && !existsSync(unpacked)) renameSync(making, unpacked)
    else rmSync(making, { recursive: true, force: true })
  }
  const path = join(unpacked, tool.path)
  const starts = existsSync(path) && !spawnSync(path, ['--version']).error
  return starts ? path : undefined
}
