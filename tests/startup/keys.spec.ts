import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { Api } from '#tests/support/api'
import { Appliance, newHome } from '#tests/support/appliance'
import { demoPerson } from '#tests/support/demo'
import { CONSOLE, runProgram } from '#tests/support/run_program'

const VERIFIER = fileURLToPath(new URL('../../build/appliance/audit/verify.js', import.meta.url))

interface Me {
  person: { id: string }
  organisation: { id: string }
}

test.group('The operator of a running appliance', () => {
  test('replaces and destroys keys, and verifies the audit log, by commands', async ({
    assert,
    cleanup,
  }) => {
    const appliance = await Appliance.start()
    cleanup(() => appliance.dispose())
    const { home, url } = appliance
    const command = (...words: string[]) =>
      runProgram([CONSOLE, ...words], { BELVEDERE_HOME: home })
    const keyFile = join(home, 'keys', 'appliance.key')

    const participant = await Api.signIn(url, demoPerson(home, 'participant'))
    const me = await participant.get<Me>('/me')
    const path = '/journal/entries'
    const seen = async () => (await participant.get<{ entries: unknown[] }>(path)).entries.length
    const before = readFileSync(keyFile, 'utf8')

    const rotated = await command('keys:rotate')
    assert.equal(rotated.status, 0, rotated.said)
    assert.notEqual(readFileSync(keyFile, 'utf8').split('\n')[0], before.split('\n')[0])
    assert.isAtLeast(await seen(), 0)

    const wrong = await command('keys:destroy', 'everything', '--yes')
    assert.equal(wrong.status, 1)

    const log = join(home, 'audit.jsonl')
    const exported = await command('audit:export', log)
    assert.equal(exported.status, 0, exported.said)
    const key = await command('audit:key')
    writeFileSync(join(home, 'audit.pem'), key.said)
    const verified = await runProgram([VERIFIER, log, join(home, 'audit.pem')])
    assert.match(verified.said, /^OK: \d+ entries/)
    assert.equal((await command('audit:verify')).status, 0)
    const checkpoint = await command('audit:checkpoint')
    assert.match(checkpoint.said, /"signature":"/)

    const organisation = me.organisation.id
    const renewed = await command('keys:rotate', organisation)
    assert.equal(renewed.status, 0, renewed.said)
    assert.match(renewed.said, /version 2 of its key[^]*Older versions are kept/)
    const destroyed = await command(
      'keys:destroy',
      organisation,
      `--person=${me.person.id}`,
      '--yes'
    )
    // Nobody but the participant has sealed anything as themselves, unless they signed in.
    assert.equal(destroyed.status, 0, destroyed.said)
    const lines = readFileSync(log, 'utf8')
    assert.include(lines, 'core.applianceKeyReplaced')
  }).timeout(240_000)
})

test.group('A start is refused', () => {
  for (const [what, text, mode] of [
    ['with a key file that others can read', `${'A'.repeat(43)}\n`, 0o644],
    ['with an empty key file', '', 0o600],
    ['with something else than keys', 'not a key', 0o600],
  ] as const) {
    test(`${what}, by its name`, async ({ assert }) => {
      const home = newHome()
      const file = join(home, 'keys', 'appliance.key')
      mkdirSync(join(home, 'keys'), { recursive: true })
      writeFileSync(file, text)
      chmodSync(file, mode)
      const { status, output } = await Appliance.refused({ home })
      assert.notEqual(status, 0)
      assert.include(output, file)
    })
  }

  test('without the secret that APPLIANCE_KEY_FILE names', async ({ assert }) => {
    const { status, output } = await Appliance.refused({
      environment: { APPLIANCE_KEY_FILE: '/nowhere/key' },
    })
    assert.notEqual(status, 0)
    assert.include(output, 'APPLIANCE_KEY_FILE')
  })
})
