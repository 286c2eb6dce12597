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
    })
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
