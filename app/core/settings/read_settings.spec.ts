import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { publicUrlOf, readSettings, setting, SettingsError } from './read_settings.js'

const definitions = {
  port: setting.port({ env: 'PORT', doc: 'Port.', fallback: 3333 }),
  demo: setting.flag({ env: 'DEMO', doc: 'Demo.', fallback: true }),
  level: setting.choice({ env: 'LEVEL', doc: 'Level.', choices: ['low', 'high'], fallback: 'low' }),
  database: setting.url({
    env: 'DATABASE',
    doc: 'Database.',
    protocols: ['postgres:'],
    secret: true,
  }),
  carriers: setting.addresses({ env: 'CARRIERS', doc: 'Carriers.', protocols: ['nats:', 'tls:'] }),
  seats: setting.count({ env: 'SEATS', doc: 'Seats.', fallback: 8 }),
  name: setting.text({ env: 'NAME', doc: 'Name.', fallback: 'here' }),
  store: setting.url({
    env: 'STORE',
    doc: 'Store.',
    protocols: ['http:'],
    isWithoutPath: true,
    needs: ['NAME'],
  }),
  certificates: setting.certificates({ env: 'CERTIFICATES', doc: 'Certificates.' }),
  key: setting.secret({ env: 'KEY', doc: 'Key.', fallback: '' }),
  safe: setting.url({
    env: 'SAFE',
    doc: 'Safe.',
    protocols: ['http:'],
    secret: true,
    needs: ['KEY'],
  }),
}

function problemsOf(environment: Record<string, string>): string[] {
  try {
    readSettings(definitions, environment)
    return []
  } catch (error) {
    return error instanceof SettingsError ? error.problems : ['another error']
  }
}

test.group('Settings', () => {
  for (const port of ['0', '65536', '80.5', 'eighty', '-1', ' ']) {
    test(`refuse the port "${port}"`, ({ assert }) => {
      assert.deepEqual(problemsOf({ PORT: port }), ['PORT must be a port number from 1 to 65535'])
    })
  }

  for (const seats of ['-1', '1.5', 'many', '1e9']) {
    test(`refuse ${seats} as a count`, ({ assert }) => {
      assert.deepEqual(problemsOf({ SEATS: seats }), ['SEATS must be a whole number, 0 or more'])
    })
  }

  test('refuse a flag that says neither yes nor no', ({ assert }) => {
    assert.deepEqual(problemsOf({ DEMO: 'maybe' }), ['DEMO must be 1 or 0'])
  })

  test('refuse what is not among the choices', ({ assert }) => {
    assert.deepEqual(problemsOf({ LEVEL: 'HIGH' }), ['LEVEL must be one of low, high'])
  })

  test('refuse an address of another kind, and never repeat it', ({ assert }) => {
    const [problem = ''] = problemsOf({ DATABASE: 'mysql://root:hunter2@db' })
    assert.equal(problem, 'DATABASE must be an address starting with postgres://')
  })

  test('refuse addresses of which one is of another kind', ({ assert }) => {
    assert.deepEqual(problemsOf({ CARRIERS: 'nats://one:4222, http://two' }), [
      'CARRIERS must be an address starting with nats:// or tls://',
    ])
    assert.deepEqual(problemsOf({ CARRIERS: 'nats://one:4222, tls://two' }), [])
  })

  test('name everything that is wrong at once', ({ assert }) => {
    assert.lengthOf(problemsOf({ PORT: 'x', DEMO: 'x', LEVEL: 'x', DATABASE: 'x' }), 4)
  })

  test('take their defaults when absent or empty', ({ assert }) => {
    assert.deepEqual(readSettings(definitions, { PORT: '', DEMO: undefined }), {
      port: 3333,
      demo: true,
      level: 'low',
      database: undefined,
      carriers: undefined,
      seats: 8,
      name: 'here',
      store: undefined,
      certificates: undefined,
      key: '',
      safe: undefined,
    })
  })

  test('refuse an address with more behind it than its setting takes', ({ assert }) => {
    for (const more of ['/path', '?query', '#place']) {
      assert.deepEqual(problemsOf({ NAME: 'x', STORE: `http://store${more}` }), [
        'STORE must be an address without anything behind the host',
      ])
    }
    assert.deepEqual(problemsOf({ NAME: 'x', STORE: 'http://store:80/' }), [])
  })

  test('refuse one without another that it needs', ({ assert }) => {
    assert.deepEqual(problemsOf({ STORE: 'http://store', NAME: '' }), ['NAME is needed with STORE'])
  })

  test('refuse a file of certificates that is none', ({ assert }) => {
    for (const file of ['/dev/null', '/nowhere', '/']) {
      assert.deepEqual(problemsOf({ CERTIFICATES: file }), [
        'CERTIFICATES must be a file of certificates (PEM) that can be read',
      ])
    }
  })

  test('take what is given', ({ assert }) => {
    const given = {
      PORT: '80',
      DEMO: 'off',
      LEVEL: 'high',
      DATABASE: 'postgres://db',
      SEATS: '0',
      NAME: 'there',
      CARRIERS: 'nats://one, tls://two',
      STORE: 'http://store',
    }
    assert.deepEqual(readSettings(definitions, given), {
      port: 80,
      demo: false,
      level: 'high',
      database: 'postgres://db',
      carriers: 'nats://one, tls://two',
      seats: 0,
      name: 'there',
      store: 'http://store',
      certificates: undefined,
      key: '',
      safe: undefined,
    })
  })
})

test.group('Secrets in files', (group) => {
  let file = ''

  group.each.setup(() => {
    const folder = mkdtempSync(join(tmpdir(), 'belvedere-secrets-'))
    file = join(folder, 'secret')
    return () => rmSync(folder, { recursive: true })
  })

  test('are refused beside the variable itself', ({ assert }) => {
    writeFileSync(file, 'postgres://one')
    assert.deepEqual(problemsOf({ DATABASE: 'postgres://two', DATABASE_FILE: file }), [
      'DATABASE and DATABASE_FILE are both given: give one of them',
    ])
  })

  test('are refused when they are not there', ({ assert }) => {
    assert.deepEqual(problemsOf({ DATABASE_FILE: file }), [
      'DATABASE_FILE names a file that cannot be read',
    ])
  })

  for (const content of ['', '\n', '\r\n']) {
    test(`are refused when they hold ${JSON.stringify(content)}`, ({ assert }) => {
      writeFileSync(file, content)
      assert.deepEqual(problemsOf({ DATABASE_FILE: file }), ['DATABASE_FILE names an empty file'])
    })
  }

  test('are refused with what is wrong with them, and never repeated', ({ assert }) => {
    writeFileSync(file, 'mysql://root:hunter2@db')
    assert.deepEqual(problemsOf({ DATABASE_FILE: file }), [
      'DATABASE_FILE names a file whose content must be an address starting with postgres://',
    ])
  })

  test('are taken for settings that are secret alone', ({ assert }) => {
    writeFileSync(file, 'there')
    assert.equal(readSettings(definitions, { NAME_FILE: file }).name, 'here')
  })

  test('are taken without the newline at their end, and with every other', ({ assert }) => {
    for (const [content, value] of [
      ['plain', 'plain'],
      ['one\n', 'one'],
      ['windows\r\n', 'windows'],
      [' two\nlines \n\n', ' two\nlines \n'],
    ] as const) {
      writeFileSync(file, content)
      assert.equal(readSettings(definitions, { KEY_FILE: file }).key, value)
    }
  })

  test('count as given for a setting that needs them', ({ assert }) => {
    writeFileSync(file, 'word')
    assert.deepEqual(problemsOf({ SAFE: 'http://safe' }), ['KEY is needed with SAFE'])
    assert.deepEqual(problemsOf({ SAFE: 'http://safe', KEY_FILE: file }), [])
  })

  test('let a setting need others', ({ assert }) => {
    writeFileSync(file, 'http://safe')
    assert.deepEqual(problemsOf({ SAFE_FILE: file }), ['KEY is needed with SAFE'])
  })
})

test.group('The public address', () => {
  test('is where the appliance listens unless it is given', ({ assert }) => {
    assert.equal(publicUrlOf({ host: '127.0.0.1', port: 3333 }), 'http://127.0.0.1:3333')
  })

  test('ends without a slash', ({ assert }) => {
    const settings = { publicUrl: 'https://view.example/', host: '0.0.0.0', port: 1 }
    assert.equal(publicUrlOf(settings), 'https://view.example')
  })
})
