import { test } from '@japa/runner'
import { backOff } from './back_off.js'

test.group('Waiting after a failed attempt', () => {
  test('never lasts longer than five minutes', ({ assert }) => {
    assert.equal(backOff(40, 1), 300_000)
  })

  test('is never shorter than half its longest', ({ assert }) => {
    assert.deepEqual(
      [1, 2, 3, 4].map((attempt) => backOff(attempt, 0)),
      [500, 1000, 2000, 4000]
    )
  })

  test('doubles with each attempt', ({ assert }) => {
    assert.deepEqual(
      [1, 2, 3, 4].map((attempt) => backOff(attempt, 1)),
      [1000, 2000, 4000, 8000]
    )
  })
})
