import { test } from '@japa/runner'
import { isIgnored, isSafeName, kindOf, sameFileKey } from './entry_name.js'

test.group('Names in an archive', () => {
  for (const name of [
    '../deck.json',
    'a/../../b',
    'a/./b',
    '/etc/passwd',
    'C:/deck.json',
    'c:deck.json',
    'cards\\kite.json',
    'a//b',
    '',
    'a\u0000b',
    'a\u202Egpj.exe',
    '\ud800',
    '..',
  ]) {
    test(`are refused when they lead elsewhere: ${JSON.stringify(name)}`, ({ assert }) => {
      assert.isFalse(isSafeName(name))
    })
  }

  test('are the same when a system would write them into one file', ({ assert }) => {
    assert.equal(sameFileKey('Cards/Kite.json'), sameFileKey('cards/kite.JSON'))
    assert.equal(sameFileKey('e\u0301.png'), sameFileKey('\u00e9.png'))
    assert.notEqual(sameFileKey('a.png'), sameFileKey('b.png'))
  })

  test('say what a file is', ({ assert }) => {
    assert.equal(kindOf('deck.json'), 'manifest')
    assert.equal(kindOf('cards/lit-window.json'), 'card')
    assert.equal(kindOf('pictures/Lit Window.JPG'), 'picture')
    assert.equal(kindOf('cards/more/kite.json'), 'unknown')
    assert.equal(kindOf('inner.zip'), 'unknown')
    assert.isTrue(isIgnored('__MACOSX/deck/._deck.json'))
    assert.isTrue(isIgnored('cards/'))
    assert.isFalse(isIgnored('cards/kite.json'))
  })
})
