import { test } from '@japa/runner'
import { parseNetworks } from './networks.js'

test.group('Networks that are named', () => {
  for (const text of ['gateway', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0', '::/129']) {
    test(`are none in "${text}"`, ({ assert }) => {
      assert.throws(() => parseNetworks(text), /must be addresses or networks/)
    })
  }

  test('hold nobody when none is named', ({ assert }) => {
    assert.isFalse(parseNetworks('')('127.0.0.1'))
  })

  test('hold their own addresses, and nobody beside them', ({ assert }) => {
    const isIn = parseNetworks('192.0.2.7, 10.42.0.0/16, 2001:db8:1::/64')
    for (const address of ['192.0.2.7', '10.42.255.1', '::ffff:10.42.0.9', '2001:db8:1::7']) {
      assert.isTrue(isIn(address), address)
    }
    for (const address of ['192.0.2.8', '10.43.0.1', '::ffff:10.43.0.1', '2001:db8:2::7', 'x']) {
      assert.isFalse(isIn(address), address)
    }
  })
})
