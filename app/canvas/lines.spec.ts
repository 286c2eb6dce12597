import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import * as Y from 'yjs'
import { CARD_WIDTH, ownBox, toCanvas } from './bounds.js'
import { addElement, elementsOf, move, placeCard, readElement, remove } from './document.js'
import type { Ends, Form, LineElement } from './element.js'
import { resolvedEnds } from './lines.js'

const author = 'person-1'

function card(doc: Y.Doc, x: number, y: number) {
  const id = placeCard(doc, { card: 'threshold', at: [x, y, 0, 1], author })
  assert.ok(id)
  return id
}

function shape(doc: Y.Doc, form: Form) {
  const made = { kind: 'shape', form, size: [100, 60], text: '', colour: 'ink' } as const
  const id = addElement(doc, { ...made, at: [0, 0, 0, 1], author })
  assert.ok(id)
  return id
}

function line(doc: Y.Doc, from: string | null, to: string | null, ends: Ends = [0, 0, 900, 0]) {
  const made = { kind: 'line', ends, from, to, arrow: true, colour: 'ink' } as const
  const id = addElement(doc, { ...made, at: [0, 0, 0, 1], author })
  assert.ok(id)
  return id
}

function lineOf(doc: Y.Doc, id: string): LineElement {
  const element = readElement(doc, id)
  assert.ok(element?.kind === 'line')
  return element
}

/** Where a line begins and ends on the canvas, in whole units. */
function seen(doc: Y.Doc, id: string): number[] {
  const element = lineOf(doc, id)
  const [x1, y1, x2, y2] = resolvedEnds(element, (other) => {
    const found = readElement(doc, other)
    return found && { element: found, own: ownBox(found) }
  })
  const [a, b] = [
    { x: x1, y: y1 },
    { x: x2, y: y2 },
  ].map((end) => toCanvas(element.at, end))
  return [a, b].flatMap((end) => [Math.round(end?.x ?? NaN), Math.round(end?.y ?? NaN)])
}

test.group('a line that is attached to nothing it can reach', () => {
  test('ends where it is stored when an element was never there', () => {
    const doc = new Y.Doc()
    assert.deepEqual(seen(doc, line(doc, 'nobody', 'nowhere')), [0, 0, 900, 0])
  })

  test('ends where it is stored when it hangs on itself or on a line', () => {
    const doc = new Y.Doc()
    const one = line(doc, null, null)
    const two = line(doc, one, one)
    const map = elementsOf(doc).get(one)
    assert.ok(map instanceof Y.Map)
    map.set('from', two)
    map.set('to', one)
    assert.deepEqual(seen(doc, one), [0, 0, 900, 0])
    assert.deepEqual(seen(doc, two), [0, 0, 900, 0])
  })

  test('has ends that are numbers, however its elements lie over each other', () => {
    const doc = new Y.Doc()
    const [one, two] = [card(doc, 5, 5), card(doc, 5, 5)]
    for (const each of seen(doc, line(doc, one, two))) assert.ok(Number.isFinite(each))
    for (const each of seen(doc, line(doc, one, one))) assert.ok(Number.isFinite(each))
  })
})

test.group('a line that is attached', () => {
  const gap = 6

  test('runs from edge to edge, and follows whichever element moves', () => {
    const doc = new Y.Doc()
    const [one, two] = [card(doc, 0, 0), card(doc, 600, 0)]
    const id = line(doc, one, two)
    const half = CARD_WIDTH / 2 + gap
    assert.deepEqual(seen(doc, id), [half, 0, 600 - half, 0])
    move(doc, two, [-600, 0, 0, 1])
    assert.deepEqual(seen(doc, id), [-half, 0, -600 + half, 0])
    move(doc, one, [-600, 1_000, 90, 2])
    const [x1, y1] = seen(doc, id)
    assert.deepEqual([x1, y1], [-600, 1_000 - CARD_WIDTH - gap])
  })

  test('meets the edge of the figure and not of the rectangle around it', () => {
    const meets = (form: Form, ends: Ends) => {
      const doc = new Y.Doc()
      return seen(doc, line(doc, shape(doc, form), null, ends)).slice(0, 2)
    }
    const diagonal: Ends = [0, 0, 500, 300]
    const far = (x: number, y: number) => {
      const away = gap / Math.hypot(x, y)
      return [Math.round(x + x * away), Math.round(y + y * away)]
    }
    assert.deepEqual(meets('rectangle', diagonal), far(50, 30))
    assert.deepEqual(meets('ellipse', diagonal), far(50 * Math.SQRT1_2, 30 * Math.SQRT1_2))
    assert.deepEqual(meets('diamond', diagonal), far(25, 15))
    assert.deepEqual(meets('triangle', [0, 0, 0, -500]), [0, -30 - gap])
    assert.deepEqual(meets('triangle', [0, 0, 500, 0]), [25 + gap, 0])
  })

  test('stays, loose, where it ended when an element is removed, and undo attaches it again', () => {
    const doc = new Y.Doc()
    const [one, two] = [card(doc, 0, 0), card(doc, 600, 0)]
    const id = line(doc, one, two)
    const before = seen(doc, id)
    const mine = {}
    const undo = new Y.UndoManager(elementsOf(doc), { trackedOrigins: new Set([mine]) })
    remove(doc, [two], mine)
    assert.deepEqual(seen(doc, id), before)
    assert.equal(lineOf(doc, id).to, null)
    move(doc, one, [0, 800, 0, 1])
    assert.deepEqual(seen(doc, id).slice(2), before.slice(2))
    undo.undo()
    assert.equal(lineOf(doc, id).to, two)
  })

  test('goes with the elements that it is removed with', () => {
    const doc = new Y.Doc()
    const [one, two] = [card(doc, 0, 0), card(doc, 600, 0)]
    const id = line(doc, one, two)
    remove(doc, [one, id])
    assert.deepEqual([...elementsOf(doc).keys()], [two])
  })

  test('is loose for everybody when one attaches it to what another removes', () => {
    const one = new Y.Doc()
    const target = card(one, 600, 0)
    const two = new Y.Doc()
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    const id = line(one, null, target)
    remove(two, [target])
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
    assert.deepEqual(seen(one, id), [0, 0, 900, 0])
    assert.deepEqual(seen(two, id), [0, 0, 900, 0])
  })
})
