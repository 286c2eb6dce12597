import { test } from '@japa/runner'
import { gatheringAt } from './gathering.js'

test.group('Changes', () => {
  test('are told at once while there is time, and gathered the longer the busier it is', ({
    assert,
  }) => {
    assert.deepEqual([0, 0.3, 0.6, 0.75, 0.9, 1].map(gatheringAt), [0, 0, 0, 16, 32, 32])
  })
})
