import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import { aligned, ALIGNMENTS, distributed } from './alignment.js'
import type { Box } from './bounds.js'
import { snapped } from './snapping.js'

const box = (minX: number, minY: number, width: number, height: number): Box => ({
  minX,
  minY,
  maxX: minX + width,
  maxY: minY + height,
})
const three = [box(0, 0, 10, 10), box(100, 40, 20, 30), box(50, 90, 30, 10)]
const still = { x: 0, y: 0 }

test.group('aligning', () => {
  test('moves nothing where there is nothing or one', () => {
    for (const how of ALIGNMENTS) {
      assert.deepEqual(aligned([], how), [])
      assert.deepEqual(aligned([box(5, 6, 7, 8)], how), [still])
    }
  })

  const expected = {
    left: [0, -100, -50],
    centre: [55, -50, -5],
    right: [110, 0, 40],
    top: [0, -40, -90],
    middle: [45, -5, -45],
    bottom: [90, 30, 0],
  }
  for (const how of ALIGNMENTS) {
    test(`brings all along one line: ${how}`, () => {
      const across = ['left', 'centre', 'right'].includes(how)
      assert.deepEqual(
        aligned(three, how),
        expected[how].map((shift) => (across ? { x: shift, y: 0 } : { x: 0, y: shift }))
      )
    })
  }
})

test.group('distributing', () => {
  test('moves nothing where there are fewer than three', () => {
    assert.deepEqual(distributed([], 'across'), [])
    assert.deepEqual(distributed([box(0, 0, 9, 9), box(70, 0, 9, 9)], 'down'), [still, still])
  })

  test('makes gaps equal between the first and the last, in whatever order they come', () => {
    assert.deepEqual(distributed(three, 'across'), [still, still, { x: -10, y: 0 }])
    assert.deepEqual(distributed(three, 'down'), [still, { x: 0, y: -5 }, still])
  })

  test('overlaps evenly where there is no room', () => {
    const wide = [box(0, 0, 90, 9), box(5, 0, 90, 9), box(20, 0, 90, 9)]
    assert.deepEqual(distributed(wide, 'across'), [still, { x: 5, y: 0 }, still])
  })
})

test.group('coming in line', () => {
  test('needs something near', () => {
    const far = snapped(box(0, 0, 10, 10), [box(100, 100, 50, 50)], 6)
    assert.deepEqual(far, { x: 0, y: 0, guides: [] })
    assert.deepEqual(snapped(box(0, 0, 10, 10), [], 6), { x: 0, y: 0, guides: [] })
  })

  test('takes the nearest edge or middle on each axis, and shows it from end to end', () => {
    const { x, y, guides } = snapped(box(0, 0, 10, 10), [box(4, 200, 50, 10), box(2, 80, 50, 9)], 6)
    assert.equal(guides.length, 1)
    assert.deepEqual([x, y], [-1, 0])
    assert.deepEqual(guides[0], [
      { x: 4, y: 0 },
      { x: 4, y: 210 },
    ])
  })

  test('shows all that lies on the line', () => {
    const others = [box(0, 100, 10, 10), box(0, 300, 10, 10)]
    const { guides } = snapped(box(1, 0, 10, 10), others, 6)
    assert.deepEqual(guides[0], [
      { x: 10, y: 0 },
      { x: 10, y: 310 },
    ])
  })
})
