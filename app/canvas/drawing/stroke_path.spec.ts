import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import { strokePath } from './stroke_path.js'

const pathOf = (...points: number[]) =>
  strokePath({ points: Float32Array.from(points), width: 6, highlights: false })

test.group('The path of a stroke', () => {
  // As Paper.js 0.12.20 has it: `smooth({ type: 'catmull-rom', factor: 0.5 })`, rounded.
  test('is the curve that is drawn on the screen', () => {
    const open = 'M0 0C0 0 36.17 -0.56 50 10C68.31 23.99 90 90 90 90'
    assert.deepEqual(pathOf(0, 0, 0.5, 50, 10, 0.5, 90, 90, 0.5), {
      path: open,
      closed: false,
      width: 6,
    })
    const closed =
      'M-0.59 2.94C2.76 7.9 34.58 1.87 47.88 12.12C65.69 25.85 76.43 88.77 85.92 92.04C88.97 93.09 93.09 91.04 94.08 87.96C97.2 78.28 70.94 22.11 52.12 7.88C37.76 -2.98 5.79 -6.38 0.59 -2.94C-1.17 -1.78 -1.75 1.21 -0.59 2.94Z'
    const outline = pathOf(0, 0, 0.5, 50, 10, 0.5, 90, 90, 0.9)
    assert.deepEqual([outline.path, outline.closed], [closed, true])
  })

  test('is a dot for a tap and a straight line for two points', () => {
    assert.equal(pathOf(1, 2, 0.5).path, 'M1 2L1.01 2')
    assert.equal(pathOf(1, 2, 0.5, 3, 4, 0.5).path, 'M1 2L3 4')
  })
})
