import { test } from '@japa/runner'
import { readSmtpServer } from './smtp_server.js'

test.group('The address of a mail server', () => {
  const refused: { address: string; because: RegExp }[] = [
    { address: 'mail.example.org', because: /must be an address starting with smtp:\/\/ or/ },
    { address: 'http://mail.example.org', because: /must be an address starting with/ },
    { address: 'smtp:mail.example.org', because: /must be an address starting with/ },
    { address: 'smtp:///hidden', because: /must be an address starting with/ },
    { address: 'smtp://mail.example.org:70000', because: /must be an address starting with/ },
    { address: 'smtp://mail.example.org/hidden', because: /without anything behind the host/ },
    { address: 'smtp://mail?rejectUnauthorized=hidden', because: /without anything behind/ },
    { address: 'smtp://hidden@mail', because: /a user and a password, or neither/ },
    { address: 'smtp://:hidden@mail', because: /a user and a password, or neither/ },
    { address: 'smtp://user:hid%den@mail', because: /written as %25/ },
    { address: 'smtp+plaintext://user:hidden@mail', because: /no user and password where nothing/ },
  ]
  for (const { address, because } of refused) {
    test(`is refused as ${address}, which is not repeated`, ({ assert }) => {
      assert.throws(() => readSmtpServer(address), because)
      try {
        readSmtpServer(address)
      } catch (error) {
        assert.notMatch(String(error), /hid/)
      }
    })
  }

  test('is TLS before anything is said, unless it says itself that there is none', ({ assert }) => {
    assert.deepEqual(readSmtpServer('smtp://mail'), {
      ...{ host: 'mail', port: 587, encryption: 'startTls' },
    })
    assert.deepEqual(readSmtpServer('smtps://mail/'), {
      ...{ host: 'mail', port: 465, encryption: 'tls' },
    })
    assert.deepEqual(readSmtpServer('smtp+plaintext://[2001:db8::1]:2525'), {
      ...{ host: '2001:db8::1', port: 2525, encryption: 'none' },
    })
  })

  test('holds credentials', ({ assert }) => {
    assert.deepEqual(readSmtpServer('smtp://us%40er:p%2Fw%25@mail:25'), {
      ...{ host: 'mail', port: 25, encryption: 'startTls' },
      credentials: { user: 'us@er', password: 'p/w%' },
    })
  })
})
