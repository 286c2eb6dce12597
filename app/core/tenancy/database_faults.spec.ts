import { test } from '@japa/runner'
import { databaseFaultOf, namedDatabaseError } from './database_faults.js'

const errorWith = (code: string, message = 'a message with secrets') =>
  Object.assign(new Error(message), { code })

test.group('What is wrong with PostgreSQL', () => {
  for (const [code, fault] of [
    ['28P01', 'wrongCredentials'],
    ['28000', 'wrongCredentials'],
    ['3D000', 'databaseMissing'],
    ['53300', 'tooManyConnections'],
    ['57P03', 'unreachable'],
    ['08006', 'unreachable'],
    ['ECONNREFUSED', 'unreachable'],
    ['ENOTFOUND', 'unreachable'],
    ['CERT_HAS_EXPIRED', 'certificateExpired'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificateNotTrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificateNotTrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificateNotTrusted'],
  ] as const) {
    test(`is ${fault} when the driver says ${code}`, ({ assert }) => {
      assert.equal(databaseFaultOf(errorWith(code)), fault)
    })
  }

  test('is nothing when a statement is wrong, or something else has failed', ({ assert }) => {
    for (const code of ['23505', '22P02', '42501', 'EACCES', '']) {
      assert.isNull(databaseFaultOf(errorWith(code)))
    }
    assert.isNull(databaseFaultOf('a word'))
  })

  test('is told with the name of the setting, and without the words of the driver', ({
    assert,
  }) => {
    const error = namedDatabaseError('DATABASE_URL', errorWith('28P01'))
    assert.equal(
      error instanceof Error && error.message,
      'DATABASE_URL: the server refuses this role or its password.'
    )
    const other = errorWith('23505')
    assert.equal(namedDatabaseError('DATABASE_URL', other), other)
  })
})
