import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import {
  ApplianceKeyError,
  cookieSecrets,
  newApplianceKey,
  readKeyFile,
  withoutOlderKeys,
  writeKeyFile,
} from './appliance_key.js'

const newFolder = () => mkdtempSync(join(tmpdir(), 'belvedere-key-'))

function fileWith(text: string, mode = 0o600): string {
  const path = join(newFolder(), 'key')
  writeFileSync(path, text, { mode })
  chmodSync(path, mode)
  return path
}

// The same is promised of a key in the appliance's own folder and of one that is passed in.
for (const isPassedIn of [false, true]) {
  const read = (path: string) => readKeyFile({ path, isPassedIn })
  const kind = isPassedIn ? 'that is passed in' : 'of its own'

  test.group(`A key file ${kind}`, () => {
    for (const [what, text] of [
      ['is empty', ''],
      ['holds no key', '\n\n'],
      ['holds a key that is too short', randomBytes(31).toString('base64url')],
      ['holds a key that is too long', randomBytes(33).toString('base64url')],
      ['holds words', 'the bridge again'],
      ['holds half a line more', `${randomBytes(32).toString('base64url')}\nAAAA`],
      ['holds nothing but what cookies were sealed with', `cookies:${'A'.repeat(43)}`],
    ]) {
      test(`is refused when it ${what}, and stays as it is`, ({ assert }) => {
        const path = fileWith(text ?? '')
        assert.throws(() => read(path), /does not hold/)
        assert.equal(readFileSync(path, 'utf8'), text)
      })
    }

    for (const mode of [0o644, 0o604, 0o660, 0o602]) {
      test(`is refused with mode ${mode.toString(8)}, without its content`, ({ assert }) => {
        const line = randomBytes(32).toString('base64url')
        const path = fileWith(line, mode)
        try {
          read(path)
          assert.fail('it was read')
        } catch (error) {
          assert.instanceOf(error, ApplianceKeyError)
          assert.include(String(error), path)
          assert.include(String(error), mode.toString(8))
          assert.notInclude(String(error), line)
        }
      })
    }

    test('is read newest first, in either alphabet of base64', ({ assert }) => {
      const [one, other] = [randomBytes(32), randomBytes(32)]
      const { keys } = read(fileWith(`${one.toString('base64')}\n${other.toString('base64url')}\n`))
      assert.deepEqual(
        keys.map(({ key }) => key),
        [one, other]
      )
      assert.notEqual(keys[0]?.id, keys[1]?.id)
      assert.match(keys[0]?.id ?? '', /^[0-9a-f]{16}$/)
    })

    test('is read again when it has changed', ({ assert }) => {
      const path = fileWith(randomBytes(32).toString('base64url'))
      const [before] = read(path).keys
      renameSync(fileWith(randomBytes(32).toString('base64url')), path)
      assert.notEqual(read(path).keys[0]?.id, before?.id)
    })
  })
}

test.group('The key file of the appliance’s own', () => {
  test('is made on the first start, for its owner alone', ({ assert }) => {
    const folder = join(newFolder(), 'keys')
    const source = { path: join(folder, 'appliance.key'), isPassedIn: false }
    const [made] = readKeyFile(source).keys
    assert.equal(statSync(source.path).mode & 0o777, 0o600)
    assert.equal(statSync(folder).mode & 0o777, 0o700)
    assert.deepEqual(readdirSync(folder), ['appliance.key'])
    assert.equal(readKeyFile(source).keys[0]?.id, made?.id)
  })

  test('of an earlier release, one line, is read', ({ assert }) => {
    const key = randomBytes(32)
    const source = { path: fileWith(key.toString('base64url')), isPassedIn: false }
    assert.deepEqual(readKeyFile(source).keys[0]?.key, key)
  })
})

test.group('A key file that is passed in', () => {
  test('is never made', ({ assert }) => {
    const path = join(newFolder(), 'key')
    assert.throws(() => readKeyFile({ path, isPassedIn: true }), /APPLIANCE_KEY_FILE.*cannot/)
    assert.deepEqual(readdirSync(join(path, '..')), [])
  })

  test('may be read by its group, as mounted secrets are', ({ assert }) => {
    const path = fileWith(randomBytes(32).toString('base64url'), 0o440)
    assert.lengthOf(readKeyFile({ path, isPassedIn: true }).keys, 1)
  })

  test('is never written: what it should become lies elsewhere', ({ assert }) => {
    const path = fileWith(randomBytes(32).toString('base64url'))
    const before = readFileSync(path, 'utf8')
    const file = { keys: [newApplianceKey()], cookieSecrets: [] }
    const written = writeKeyFile(file, { path, isPassedIn: true })
    assert.notEqual(written, path)
    assert.equal(readFileSync(path, 'utf8'), before)
    assert.equal(statSync(written).mode & 0o777, 0o600)
    assert.deepEqual(readKeyFile({ path: written, isPassedIn: true }), file)
  })
})

test.group('What cookies are sealed with', () => {
  const older = newApplianceKey()
  const newer = newApplianceKey()
  const source = { path: join(newFolder(), 'appliance.key'), isPassedIn: false }
  const secretsWith = (file: Parameters<typeof writeKeyFile>[0]) => {
    writeKeyFile(file, source)
    return cookieSecrets(source)
  }

  test('stays the same while a new version is added, and can read what either sealed', ({
    assert,
  }) => {
    const [before] = secretsWith({ keys: [older], cookieSecrets: [] })
    const [alone] = secretsWith({ keys: [newer], cookieSecrets: [] })
    assert.deepEqual(secretsWith({ keys: [newer, older], cookieSecrets: [] }), [before, alone])
  })

  test('stays the same when the older version is given up', ({ assert }) => {
    const [before] = secretsWith({ keys: [older], cookieSecrets: [] })
    const kept = withoutOlderKeys({ keys: [newer, older], cookieSecrets: [] })
    assert.deepEqual(kept.keys, [newer])
    assert.equal(secretsWith(kept)[0], before)
    const again = withoutOlderKeys({ ...kept, keys: [newApplianceKey(), ...kept.keys] })
    assert.equal(secretsWith(again)[0], before)
    assert.notInclude(readFileSync(source.path, 'utf8'), older.key.toString('base64url'))
  })

  test('is as it was with the key of an earlier release', ({ assert }) => {
    const path = fileWith(Buffer.alloc(32, 7).toString('base64url'))
    assert.deepEqual(cookieSecrets({ path, isPassedIn: false }), [
      'cB1TeZYkAVhlZPk_SKsgA6AhAzWCHkp7vpVMfzR981g',
    ])
  })
})
