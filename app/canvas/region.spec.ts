import { test } from '@japa/runner'
import type { Box } from './bounds.js'
import { REGIONS, regionOf } from './region.js'

test.group('Where something lies, in words', () => {
  const area: Box = { minX: -300, minY: 0, maxX: 300, maxY: 90 }
  const at = (x: number, y: number, reach = 5): Box => ({
    minX: x - reach,
    minY: y - reach,
    maxX: x + reach,
    maxY: y + reach,
  })

  test('is one of nine parts of the area', ({ assert }) => {
    const found = [15, 45, 75].map((y) => [-200, 0, 200].map((x) => regionOf(at(x, y), area)))
    assert.deepEqual(
      found,
      REGIONS.map((row) => [...row])
    )
  })

  test('goes by its middle, and is the edge where it lies beside the area', ({ assert }) => {
    assert.equal(regionOf(at(0, 45, 400), area), 'middle')
    assert.equal(regionOf(at(-9_000, 45), area), 'left')
    assert.equal(regionOf(at(9_000, 9_000), area), 'lowerRight')
  })

  test('is the middle of what has no width or height', ({ assert }) => {
    const flat: Box = { minX: 5, minY: 0, maxX: 5, maxY: 90 }
    assert.equal(regionOf(at(5, 80, 0), flat), 'lower')
    assert.equal(regionOf(at(7, 7), { minX: 7, minY: 7, maxX: 7, maxY: 7 }), 'middle')
  })
})
