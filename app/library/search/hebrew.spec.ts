import { test } from '@japa/runner'
import { withoutPrefixes } from './hebrew.js'

test.group('Words without their Hebrew prefixes', () => {
  test('leaves words alone that begin with no prefix', ({ assert }) => {
    assert.deepEqual(withoutPrefixes('חלונ'), [])
    assert.deepEqual(withoutPrefixes('window'), [])
  })

  test('never leaves less than two letters', ({ assert }) => {
    assert.deepEqual(withoutPrefixes('הר'), [])
    assert.deepEqual(withoutPrefixes('ו'), [])
  })

  test('strips the article', ({ assert }) => assert.deepEqual(withoutPrefixes('השער'), ['שער']))

  test('strips each of the seven letters', ({ assert }) => {
    for (const prefix of ['ו', 'ה', 'ב', 'ל', 'מ', 'ש', 'כ']) {
      assert.include(withoutPrefixes(`${prefix}דלת`), 'דלת')
    }
  })

  test('strips several one after the other', ({ assert }) => {
    assert.deepEqual(withoutPrefixes('ושבדלת'), ['שבדלת', 'בדלת', 'דלת'])
    assert.include(withoutPrefixes('כשהדלת'), 'דלת')
  })

  test('strips none that stand in no possible order', ({ assert }) => {
    assert.notInclude(withoutPrefixes('הודלת'), 'דלת')
  })
})
