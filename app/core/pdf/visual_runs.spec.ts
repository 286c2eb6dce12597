import { test } from '@japa/runner'
import { visualRuns } from './visual_runs.js'

const fontOf = (character: string) => (/\p{Script=Hebrew}/u.test(character) ? 'hebrew' : 'latin')
const runsOf = (line: string, direction: 'ltr' | 'rtl') =>
  visualRuns(line, direction, fontOf).map(({ font, text }) => `${font}:${text}`)

test.group('The order of a line on paper', () => {
  test('is that of the text from left to right', ({ assert }) => {
    assert.deepEqual(runsOf('Who is here?', 'ltr'), ['latin:Who is here?'])
  })

  test('begins at the right in Hebrew, the question mark at the left', ({ assert }) => {
    assert.deepEqual(runsOf('מי כאן?', 'rtl'), ['latin:?', 'hebrew:כאן', 'latin: ', 'hebrew:מי'])
  })

  test('keeps numbers and foreign words readable inside Hebrew, and turns brackets', ({
    assert,
  }) => {
    assert.deepEqual(runsOf('אור (CC 4.0)', 'rtl'), [
      'latin:(',
      'latin:CC 4.0',
      'latin:) ',
      'hebrew:אור',
    ])
  })

  test('has Hebrew inside another language in its own order', ({ assert }) => {
    assert.deepEqual(runsOf('a אב b', 'ltr'), ['latin:a ', 'hebrew:אב', 'latin: b'])
  })
})
