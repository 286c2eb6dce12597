import { test } from '@japa/runner'
import { MOST_CURSOR_WORDS, readCursorState } from './cursor_state.js'

const read = (value: object, leads = false) => readCursorState(value, leads)

test.group('What somebody tells of themselves on a canvas', () => {
  test('holds nothing that is not known, whatever it is', ({ assert }) => {
    assert.deepEqual(read({ person: { id: 'x' }, more: 'y', cursor: 'here', laser: 1 }), {
      cursor: null,
    })
    assert.deepEqual(read([]), { cursor: null })
    assert.deepEqual(read({ cursor: { x: Infinity, y: 0 } }), { cursor: null })
    assert.deepEqual(read({ cursor: { x: 1e9, y: 0 }, sight: { x: 0, y: 0, width: -1 } }), {
      cursor: null,
    })
    assert.deepEqual(read({ follows: -1, words: { length: 3 }, calls: 1.5 }), { cursor: null })
  })

  test('holds a call to everybody only of who leads', ({ assert }) => {
    assert.deepEqual(read({ calls: 3 }), { cursor: null })
    assert.deepEqual(read({ calls: 3 }, true), { cursor: null, calls: 3 })
  })

  test('holds words as one short line that turns nothing around', ({ assert }) => {
    const words = '  Look\n\there \u202Eereh\u2069 \u200Fok\u0000  '
    assert.equal(read({ words }).words, 'Look here ereh ok')
    assert.equal(read({ words: 'x'.repeat(5_000) }).words?.length, MOST_CURSOR_WORDS)
    const pairs = `x${'😀'.repeat(MOST_CURSOR_WORDS)}`
    assert.equal(read({ words: pairs }).words, `x${'😀'.repeat((MOST_CURSOR_WORDS - 2) / 2)}`)
    assert.isUndefined(read({ words: '\u202E\u200B \n' }).words)
  })

  test('holds a place, light, whom they follow and what they see', ({ assert }) => {
    const state = {
      cursor: { x: 1, y: -2.5 },
      laser: true,
      words: 'שלום',
      follows: 7,
      sight: { x: 0, y: 0, width: 800, height: 600 },
    }
    assert.deepEqual(read({ ...state, unknown: true }), state)
    assert.isUndefined(read({ laser: true, cursor: null }).laser)
  })
})
