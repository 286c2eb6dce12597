import { test } from '@japa/runner'
import { NoticePieces, payloadsOf, piecesOf } from './notice_pieces.js'

const NOTHING = { text: null, hasMissed: false }

/** What the last of these payloads completes. */
function takeAll(pieces: NoticePieces, payloads: readonly string[]) {
  return payloads.map((payload) => pieces.take(payload)).at(-1)
}

test.group('Notices in pieces', () => {
  test('each fit into a notice of the database, whatever the text', ({ assert }) => {
    const text = JSON.stringify({ words: 'שלום 👋🏽 é\n\u0000\ud800 "\\u0041"'.repeat(2_000) })
    const payloads = payloadsOf('ab', 1, piecesOf(text))
    assert.isAbove(payloads.length, 1)
    for (const payload of payloads) assert.isBelow(Buffer.byteLength(payload), 8_000)
    const taken = takeAll(new NoticePieces('me'), payloads)
    assert.deepEqual(JSON.parse(taken?.text ?? ''), JSON.parse(text))
    assert.isFalse(taken?.hasMissed)
  })

  test('are nothing when they are one’s own, or nonsense', ({ assert }) => {
    const pieces = new NoticePieces('me')
    for (const payload of ['', 'nonsense', 'x 1 0 1', ...payloadsOf('me', 1, ['text'])]) {
      assert.deepEqual(pieces.take(payload), NOTHING)
    }
  })

  test('count once when they are sent again', ({ assert }) => {
    const pieces = new NoticePieces('me')
    const payloads = payloadsOf('ab', 1, ['one', 'two'])
    assert.deepEqual(takeAll(pieces, payloads), { text: 'onetwo', hasMissed: false })
    for (const payload of payloads) assert.deepEqual(pieces.take(payload), NOTHING)
  })

  test('begin with whatever is heard first of a sender, and are told apart by sender', ({
    assert,
  }) => {
    const pieces = new NoticePieces('me')
    for (const [sender, number] of [
      ['ab', 7],
      ['cd', 3],
      ['ab', 8],
      ['cd', 4],
    ] as const) {
      const [payload = ''] = payloadsOf(sender, number, ['text'])
      assert.deepEqual(pieces.take(payload), { text: 'text', hasMissed: false })
    }
  })

  test('tell that one before is missing', ({ assert }) => {
    const pieces = new NoticePieces('me')
    takeAll(pieces, payloadsOf('ab', 1, ['first']))
    const third = takeAll(pieces, payloadsOf('ab', 3, ['third']))
    assert.deepEqual(third, { text: 'third', hasMissed: true })
    const fourth = takeAll(pieces, payloadsOf('ab', 4, ['fourth']))
    assert.deepEqual(fourth, { text: 'fourth', hasMissed: false })
  })

  test('are no notice when one of them is missing', ({ assert }) => {
    const pieces = new NoticePieces('me')
    const [first = '', , last = ''] = payloadsOf('ab', 1, ['one', 'two', 'three'])
    assert.deepEqual(takeAll(pieces, [first, last]), { text: null, hasMissed: true })
    assert.deepEqual(takeAll(pieces, payloadsOf('ab', 2, ['next'])), {
      text: 'next',
      hasMissed: false,
    })
  })

  test('are missed by nobody who has begun anew', ({ assert }) => {
    const pieces = new NoticePieces('me')
    takeAll(pieces, payloadsOf('ab', 1, ['first']))
    pieces.forget()
    assert.deepEqual(takeAll(pieces, payloadsOf('ab', 9, ['ninth'])), {
      text: 'ninth',
      hasMissed: false,
    })
  })
})
