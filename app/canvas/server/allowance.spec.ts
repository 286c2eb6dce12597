import { test } from '@japa/runner'
import { Allowance } from './allowance.js'

const MIB = 1024 * 1024

test.group('What one person may send to canvases', () => {
  test('ends with too many bytes', ({ assert }) => {
    const allowance = new Allowance(0)
    assert.isTrue(allowance.takes(8 * MIB, false, 0))
    assert.isFalse(allowance.takes(1, false, 0))
  })

  test('ends with too many messages', ({ assert }) => {
    const allowance = new Allowance(0)
    const taken = Array.from({ length: 500 }, () => allowance.takes(10, false, 0))
    assert.equal(taken.filter(Boolean).length, 400)
  })

  test('ends with too many questions for the whole document', ({ assert }) => {
    const allowance = new Allowance(0)
    const taken = Array.from({ length: 100 }, () => allowance.takes(10, true, 0))
    assert.equal(taken.filter(Boolean).length, 60)
  })

  test('comes back with time, and is enough for drawing all day', ({ assert }) => {
    const allowance = new Allowance(0)
    allowance.takes(9 * MIB, false, 0)
    assert.isTrue(allowance.takes(100, false, 10_000))
    const drawing = new Allowance(0)
    const day = Array.from({ length: 50 * 600 }, (_, index) =>
      drawing.takes(200, false, index * 20)
    )
    assert.isTrue(day.every(Boolean))
  })
})
