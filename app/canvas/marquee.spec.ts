import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import { ownBox } from './bounds.js'
import type { Element, Placement } from './element.js'
import { takesIn, touches } from './marquee.js'

const made = { id: 'one', order: 1, author: 'person', group: null, locked: false } as const
const at: Placement = [0, 0, 0, 1]
const box = (minX: number, minY: number, maxX: number, maxY: number) => ({ minX, minY, maxX, maxY })

const note = (turned = 0): Element => ({
  ...{ ...made, kind: 'note', text: '', colour: 'ink' },
  at: [0, 0, turned, 1],
})
const line = (ends: readonly [number, number, number, number]): Element => ({
  ...{ ...made, kind: 'line', ends, from: null, to: null, arrow: false, colour: 'ink' },
  at,
})
const stroke = (points: readonly number[]): Element => ({
  ...{ ...made, kind: 'stroke', points: Float32Array.from(points), colour: 'ink', width: 4 },
  highlights: false,
  at,
})
const frame: Element = { ...made, kind: 'frame', size: [400, 300], text: 'Room', at }

const isIn = (element: Element, ...sides: Parameters<typeof box>) =>
  takesIn(box(...sides), element, ownBox(element))

test.group('A rectangle that somebody draws', () => {
  test('does not take in what lies beside it', () => {
    assert.equal(isIn(note(), 101, -50, 300, 50), false)
    assert.equal(isIn(note(), -50, -300, 50, -101), false)
  })

  test('does not take in a turned note whose corner it passes', () => {
    // Upright it would be touched; turned by 45° its corners lie on the axes.
    assert.equal(isIn(note(), 80, 80, 200, 200), true)
    assert.equal(isIn(note(45), 80, 80, 200, 200), false)
    assert.equal(isIn(note(45), 120, -10, 200, 10), true)
  })

  test('does not take in a line that goes around it', () => {
    assert.equal(isIn(line([0, 0, 400, 400]), 250, 0, 400, 150), false)
    assert.equal(isIn(stroke([0, 0, 0.5, 400, 0, 0.5, 400, 400, 0.5]), 50, 50, 350, 350), false)
  })

  test('does not take in a frame in which it is drawn, or that it only passes', () => {
    assert.equal(isIn(frame, -50, -50, 50, 50), false)
    assert.equal(isIn(frame, -300, -300, 100, 300), false)
  })

  test('takes in a frame as a whole, with its title', () => {
    assert.equal(isIn(frame, -201, -151, 201, 151), false)
    assert.equal(isIn(frame, -201, -185, 201, 151), true)
  })

  test('takes in what it touches, holds or lies in', () => {
    assert.equal(isIn(note(), 99, -50, 300, 50), true)
    assert.equal(isIn(note(), -300, -300, 300, 300), true)
    assert.equal(isIn(note(), -10, -10, 10, 10), true)
  })

  test('takes in a line that goes through it without an end in it', () => {
    assert.equal(isIn(line([0, 0, 400, 400]), 190, 150, 300, 250), true)
    assert.equal(isIn(stroke([0, 0, 0.5, 400, 0, 0.5, 400, 400, 0.5]), 390, 100, 450, 120), true)
    assert.equal(isIn(stroke([10, 10, 0.5]), 0, 0, 20, 20), true)
  })

  test('touches an element as it is seen, scaled', () => {
    const large: Element = { ...note(), at: [0, 0, 0, 3] }
    assert.equal(touches(large, ownBox(large), box(280, 0, 320, 10)), true)
    assert.equal(touches(note(), ownBox(note()), box(280, 0, 320, 10)), false)
  })
})
