import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { Appliance } from '#tests/support/appliance'
import { Licensor } from '#tests/support/licences'
import { CONSOLE, runProgram } from '#tests/support/run_program'

test.group('The licence on the machine', (group) => {
  let folder = ''
  group.each.setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'belvedere-licence-'))
    return () => {
      rmSync(folder, { recursive: true })
    }
  })

  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }

  test('stops the start by name where its keys cannot be read, or are no Ed25519 keys', async ({
    assert,
  }) => {
    for (const LICENCE_KEYS_FILE of [join(folder, 'nowhere'), file('keys.pem', 'no keys')]) {
      const { status, output } = await Appliance.refused({ environment: { LICENCE_KEYS_FILE } })
      assert.notEqual(status, 0)
      assert.include(output, 'LICENCE_KEYS_FILE must be a file of Ed25519 public keys')
    }
  })

  test('is imported and shown by commands while the appliance serves', async ({
    assert,
    cleanup,
  }) => {
    const licensor = new Licensor()
    const environment = { LICENCE_KEYS_FILE: file('keys.pem', licensor.publicKey) }
    const appliance = await Appliance.start({ environment })
    cleanup(() => appliance.dispose())
    const command = (...words: string[]) =>
      runProgram([CONSOLE, ...words], {
        ...environment,
        NODE_ENV: 'production',
        BELVEDERE_HOME: appliance.home,
      })
    const show = async () => {
      const { said } = await command('licence:show', '--json')
      const line = said.split('\n').find((each) => each.startsWith('{')) ?? '{}'
      const shown: unknown = JSON.parse(line)
      return shown
    }

    assert.containSubset(await show(), { state: 'none', licence: null })
    const missing = await command('licence:import', join(folder, 'nowhere'))
    assert.equal(missing.status, 1)
    assert.include(missing.said, 'cannot be read')
    const stranger = await command('licence:import', file('x.txt', new Licensor().licence()))
    assert.equal(stranger.status, 1)
    assert.include(stranger.said, 'entitlements.unknownKey')
    assert.containSubset(await show(), { state: 'none' })

    const piped = await runProgram(
      [CONSOLE, 'licence:import', '-'],
      { ...environment, NODE_ENV: 'production', BELVEDERE_HOME: appliance.home },
      licensor.licence({ seats: 7 })
    )
    assert.equal(piped.status, 0, piped.said)
    assert.containSubset(await show(), { state: 'valid', licence: { seats: 7 } })
    const brought = await command('licence:import', file('licence.txt', licensor.licence()))
    assert.equal(brought.status, 0, brought.said)
    assert.containSubset(await show(), {
      state: 'valid',
      licence: { name: 'Harbour Clinic', seats: 100_000, expires: '2099-12-31' },
    })
  })
})
