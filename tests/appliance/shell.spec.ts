import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { root } from '#tests/services/place'
import { debianTool } from '#tests/support/debian_tools'

const install = join(root, 'appliance', 'install')
const pieces = [join(install, 'belvedere'), ...globSync(join(install, '*/*.sh')).toSorted()]

test.group('The program of an appliance', () => {
  test('is read by every POSIX shell', ({ assert }) => {
    for (const piece of pieces) {
      const { status, stderr } = spawnSync('/bin/sh', ['-n', piece], { encoding: 'utf8' })
      assert.equal(status, 0, stderr)
    }
  })

  test('has nothing that shellcheck finds', ({ assert }) => {
    // The pieces are joined at run time: which names the others use cannot be seen (SC2034, SC2154,
    // SC1090), and functions are called by name (SC2317).
    const { status, stdout } = spawnSync(
      debianTool('shellcheck') ?? '',
      ['--shell=sh', '--severity=style', '--exclude=SC1090,SC2034,SC2154,SC2317', ...pieces],
      { encoding: 'utf8' }
    )
    assert.equal(status, 0, stdout)
  }).skip(!debianTool('shellcheck'), 'no shellcheck')
})
