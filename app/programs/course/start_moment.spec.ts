import { test } from '@japa/runner'
import { isSameStart, startProblem } from './start_moment.js'

const now = Date.parse('2026-05-04T09:00:00Z')
const at = (moment: string) => new Date(moment)

test.group('The start of a session', () => {
  test('cannot lie in the past', ({ assert }) => {
    for (const past of ['1999-12-31T23:00:00Z', '2026-05-03T09:00:00Z', '2026-05-04T08:44:00Z']) {
      assert.equal(startProblem(at(past), now), 'startsInPast')
    }
  })

  test('cannot lie where nobody plans', ({ assert }) => {
    assert.equal(startProblem(at('2226-05-04T09:00:00Z'), now), 'startsTooLate')
  })

  test('may be open, now, or ahead', ({ assert }) => {
    assert.isNull(startProblem(null, now))
    for (const fine of ['2026-05-04T08:46:00Z', '2026-05-04T09:00:00Z', '2031-05-04T08:00:00Z']) {
      assert.isNull(startProblem(at(fine), now))
    }
  })

  test('is the same to the minute', ({ assert }) => {
    assert.isTrue(isSameStart(at('2026-05-04T09:00:31Z'), at('2026-05-04T09:00:00Z')))
    assert.isFalse(isSameStart(at('2026-05-04T09:01:00Z'), at('2026-05-04T09:00:00Z')))
    assert.isFalse(isSameStart(null, at('2026-05-04T09:00:00Z')))
    assert.isTrue(isSameStart(null, null))
  })
})
