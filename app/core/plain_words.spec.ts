import { test } from '@japa/runner'
import { oneLine, severalLines } from './plain_words.js'

const UNSEEN = [
  ['spaces and ends of lines', ' \u00a0\t\r\n\u2003'],
  ['signs that steer the layout', '\u200b\u2060\ufeff\u202e\u2066\u00ad'],
  ['fillers of Hangul', '\u3164\u115f\u1160\uffa0'],
  ['Braille without a dot', '\u2800 \u2800'],
  ['what joins and varies letters, without letters', '\u200d\u200c\ufe0f\u034f\u{e0020}'],
] as const

test.group('A text that people write', () => {
  for (const [what, text] of UNSEEN) {
    test(`is empty when it is only ${what}`, ({ assert }) => {
      assert.equal(oneLine(text, 100), '')
      assert.equal(severalLines(text), '')
    })
  }

  test('keeps what belongs to its letters', ({ assert }) => {
    for (const text of ['👩‍🚒 ❤️', 'می‌خواهم', '한\u3164글', '⠓⠊']) {
      assert.equal(oneLine(text, 100), text)
      assert.equal(severalLines(text), text)
    }
  })

  test('cannot turn around what stands beside it', ({ assert }) => {
    assert.equal(oneLine('a\u202eb\u2066c', 100), 'abc')
    assert.equal(severalLines('a\u202eb \r\n c\u0000d'), 'ab\n c d')
  })
})
