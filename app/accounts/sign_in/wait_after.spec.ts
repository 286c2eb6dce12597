import { test } from '@japa/runner'
import { waitAfter } from './wait_after.js'

test.group('The wait after failed sign-ins', () => {
  test('begins with the fifth failure, doubles and stays bounded', ({ assert }) => {
    assert.deepEqual([0, 1, 4].map(waitAfter), [0, 0, 0])
    assert.deepEqual([5, 6, 7, 8].map(waitAfter), [30, 60, 120, 240])
    assert.equal(waitAfter(10_000), 900)
  })
})
