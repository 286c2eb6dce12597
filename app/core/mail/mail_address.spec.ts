import { test } from '@japa/runner'
import { mailAddressSetting } from './mail_address.js'

const setting = mailAddressSetting({ env: 'SENDER', doc: '' })

test.group('An address of the appliance', () => {
  for (const text of [
    'belvedere',
    'belvedere@',
    '@example.org',
    'Belvedere <belvedere@example.org>',
    'one@example.org, two@example.org',
    'one@example.org\r\nBcc: two@example.org',
    'belvedere@example..org',
    'belvédère@example.org',
  ]) {
    test(`is not ${JSON.stringify(text)}`, ({ assert }) => {
      assert.throws(() => setting.parse(text), 'must be an email address alone')
    })
  }

  test('is one on a network without dots, too', ({ assert }) => {
    assert.equal(setting.parse('bel.vedere+mail@mailhost'), 'bel.vedere+mail@mailhost')
    assert.equal(setting.parse('belvedere@view.example.org'), 'belvedere@view.example.org')
  })
})
