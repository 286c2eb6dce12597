import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import { ownBox } from './bounds.js'
import type { Element } from './element.js'
import { distanceFrom } from './nearness.js'

const made = { id: 'one', order: 1, author: 'person', group: null, locked: false } as const
const note: Element = { ...made, kind: 'note', text: '', colour: 'ink', at: [0, 0, 0, 1] }
const frame: Element = { ...made, kind: 'frame', size: [400, 300], text: '', at: [0, 0, 0, 1] }

const from = (element: Element, x: number, y: number) =>
  Math.round(distanceFrom(element, ownBox(element), { x, y }) * 100) / 100

test.group('The distance from an element', () => {
  test('is none within it', () => {
    assert.equal(from(note, 0, 0), 0)
    assert.equal(from(note, 100, -100), 0)
  })

  test('is that to its edge beside it, and to its corner beyond that', () => {
    assert.equal(from(note, 102, 0), 2)
    assert.equal(from(note, 0, -110), 10)
    assert.equal(from(note, 103, 104), 5)
  })

  test('is in units of the canvas, however the element is turned and scaled', () => {
    assert.equal(from({ ...note, at: [0, 0, 0, 2] }, 210, 0), 10)
    assert.equal(from({ ...note, at: [0, 0, 45, 1] }, 100 * Math.SQRT2 + 7, 0), 7)
  })

  test('is that to the edge of a frame from within it, too', () => {
    assert.equal(from(frame, 190, 0), 10)
    assert.equal(from(frame, 205, 0), 5)
    assert.ok(from(frame, 0, 0) > 100)
  })

  test('is that to the line of a stroke, beside how wide it is', () => {
    const points = Float32Array.of(0, 0, 0.5, 100, 0, 0.5)
    const stroke: Element = {
      ...{ ...made, kind: 'stroke', points, colour: 'ink', width: 4, highlights: false },
      at: [0, 0, 0, 1],
    }
    assert.equal(from(stroke, 50, 1), 0)
    assert.equal(from(stroke, 50, 12), 10)
  })
})
