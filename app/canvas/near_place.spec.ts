import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import { MAX_DISTANCE } from './element.js'
import { nearPlace } from './near_place.js'

const box = { minX: -100, minY: -50, maxX: 100, maxY: 50 }

test.group('A place near a point', () => {
  test('is none where everything is taken', () => {
    assert.equal(
      nearPlace(box, { x: 0, y: 0 }, () => false),
      null
    )
  })

  test('is never beyond the edge of the canvas', () => {
    const place = nearPlace(box, { x: MAX_DISTANCE, y: 0 }, () => true)
    assert.ok(place !== null && box.maxX + place.dx <= MAX_DISTANCE)
  })

  test('is at the point itself where nothing lies', () => {
    assert.deepEqual(
      nearPlace(box, { x: 300, y: 20 }, () => true),
      { dx: 300, dy: 20 }
    )
  })

  test('is the nearest that is free, with some room around it', () => {
    const taken = { minX: -500, maxX: 120, minY: -500, maxY: 500 }
    const isFree = (at: typeof box) => at.minX > taken.maxX || at.minY > taken.maxY
    const place = nearPlace(box, { x: 0, y: 0 }, isFree)
    assert.ok(place !== null && place.dx + box.minX > taken.maxX)
    assert.equal(place.dy, 0)
  })

  test('is as near as the places that are tried are close', () => {
    const isFree = (at: typeof box) => at.minX > 130
    const place = nearPlace(box, { x: 0, y: 0 }, isFree, { step: 10, apart: 5 })
    assert.deepEqual(place, { dx: 240, dy: 0 })
  })
})
