import { test } from '@japa/runner'
import { NEEDS_STACK, Stack } from '#tests/support/stack'
import { tagOf } from '../../bin/images/place.js'

/** Files that are in every image: one with words, and one without. */
const [WITH_WORDS, EMPTY] = ['/etc/debian_version', '/dev/null']

test.group('A container that is given no usable secret', (group) => {
  const stack = Stack.running()
  group.tap((each) => each.skip(!stack, NEEDS_STACK))

  /** Runs an image by itself, without a network, as the stack would. */
  function start(name: string, variables: Record<string, string>, words: string[] = []): string {
    return stack!.engine.docker(
      ...['run', '--rm', '--network', 'none', '--read-only', '--cap-drop', 'ALL'],
      ...Object.entries(variables).flatMap(([key, value]) => ['--env', `${key}=${value}`]),
      tagOf(name),
      ...words
    )
  }

  test('starts no object store', ({ assert }) => {
    const key = { ROOT_ACCESS_KEY: 'key' }
    const refusals: [Record<string, string>, RegExp][] = [
      [
        { ...key, ROOT_SECRET_KEY_FILE: '/nowhere' },
        /ROOT_SECRET_KEY_FILE names a file that cannot/,
      ],
      [{ ...key, ROOT_SECRET_KEY_FILE: EMPTY }, /ROOT_SECRET_KEY_FILE names an empty file/],
      [
        { ...key, ROOT_SECRET_KEY: 'one', ROOT_SECRET_KEY_FILE: WITH_WORDS },
        /ROOT_SECRET_KEY and ROOT_SECRET_KEY_FILE are both given/,
      ],
    ]
    for (const [variables, words] of refusals) {
      assert.throws(() => start('objects', variables), words)
    }
  })

  test('starts no database', ({ assert }) => {
    for (const file of ['/nowhere', EMPTY]) {
      assert.throws(
        () => start('postgres', { OWNER_PASSWORD_FILE: file }),
        /OWNER_PASSWORD_FILE names a file that is empty or cannot be read/
      )
      assert.throws(
        () =>
          start('postgres', { OWNER_PASSWORD_FILE: WITH_WORDS, APPLICATION_PASSWORD_FILE: file }),
        /APPLICATION_PASSWORD_FILE names a file that is empty or cannot be read/
      )
    }
  })

  test('starts no cache and no carrier of events', ({ assert }) => {
    assert.throws(() => start('valkey', {}), /docker run/)
    assert.throws(() => start('nats', {}), /nats_password/)
  })

  test('starts no process of the appliance', ({ assert }) => {
    assert.throws(
      () => start('belvedere', { DATABASE_URL_FILE: '/nowhere' }),
      /DATABASE_URL_FILE names a file that cannot be read/
    )
  })
})

test.group('Passwords of the database', (group) => {
  const stack = Stack.running()
  group.tap((each) => each.skip(!stack, NEEDS_STACK))

  test('let nobody in as its superuser over the network', ({ assert }) => {
    const psql = (...words: string[]) =>
      stack!.engine.docker('exec', stack!.container('postgres'), 'psql', '--no-password', ...words)
    const ask = ['--dbname', 'belvedere', '--tuples-only', '--command', 'select current_user']
    assert.equal(psql('--username', 'postgres', ...ask).trim(), 'postgres')
    assert.throws(
      () => psql('--host', 'postgres', '--username', 'postgres', ...ask),
      /no pg_hba\.conf entry/
    )
    assert.throws(
      () => psql('--host', 'postgres', '--username', 'belvedere', ...ask),
      /no password supplied/
    )
  })
})
