import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import * as Y from 'yjs'
import { addCopies } from './copies.js'
import { addElement, elementsOf, MAX_ELEMENTS, placeCard, readElements } from './document.js'
import type { Element, LineElement } from './element.js'
import { holds, surrounds } from './holding.js'

const author = 'person-1'
const change = { dx: 10, dy: -10, author: 'person-2' }

function cards(doc: Y.Doc, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const id = placeCard(doc, { card: `card-${i}`, at: [i * 300, 0, 30, 2], author })
    assert.ok(id)
    return id
  })
}

const line = (from: string | null, to: string | null) =>
  ({
    kind: 'line',
    ends: [0, 0, 50, 50],
    arrow: true,
    colour: 'ink',
    at: [0, 0, 0, 1],
    from,
    to,
    author,
  }) as const

const isLine = (element: Element): element is LineElement => element.kind === 'line'

test.group('copies of elements', () => {
  test('are none where there is no room for all', () => {
    const doc = new Y.Doc()
    cards(doc, 2)
    const elements = readElements(doc)
    doc.transact(() => {
      for (let i = 0; i < MAX_ELEMENTS - 3; i++) elementsOf(doc).set(`e${i}`, i)
    })
    assert.deepEqual(addCopies(doc, elements, change), [])
    assert.equal(elementsOf(doc).size, MAX_ELEMENTS - 1)
  })

  test('lie beside, on top, in the same order, and belong to who copied', () => {
    const doc = new Y.Doc()
    cards(doc, 3)
    const before = readElements(doc)
    const copies = addCopies(doc, [...before].reverse(), change)
    const after = readElements(doc).slice(3)
    assert.deepEqual(
      after.map(({ id }) => id),
      copies
    )
    const plain = (element: Element) => ({ ...element, id: '', order: 0 })
    assert.deepEqual(
      after.map(plain),
      before.map((element) => {
        const [x, y, rotation, scale] = element.at
        return { ...plain(element), at: [x + 10, y - 10, rotation, scale], author: 'person-2' }
      })
    )
  })

  test('of frames lie beneath everything, in the same order', () => {
    const doc = new Y.Doc()
    cards(doc, 1)
    const frame = { kind: 'frame', size: [100, 100], at: [0, 0, 0, 1], author } as const
    addElement(doc, { ...frame, text: 'above' })
    addElement(doc, { ...frame, text: 'below' })
    addCopies(doc, readElements(doc), change)
    assert.deepEqual(
      readElements(doc).map((element) => (element.kind === 'frame' ? element.text : element.kind)),
      ['below', 'above', 'below', 'above', 'card', 'card']
    )
  })

  test('are groups of their own, and not locked', () => {
    const doc = new Y.Doc()
    for (const group of ['a', 'a', 'b']) {
      const made = { kind: 'note', text: '', colour: 'red', at: [0, 0, 0, 1], author } as const
      addElement(doc, { ...made, group, locked: true })
    }
    addCopies(doc, readElements(doc), change)
    const groups = readElements(doc).map(({ group }) => group)
    assert.deepEqual(groups.slice(0, 3), ['a', 'a', 'b'])
    assert.equal(groups[3], groups[4])
    assert.equal(new Set(groups).size, 4)
    const locks = readElements(doc).map(({ locked }) => locked)
    assert.deepEqual(locks, [true, true, true, false, false, false])
  })

  test('of lines hang on the copies, and on nothing that was not copied', () => {
    const doc = new Y.Doc()
    const [one = '', two = ''] = cards(doc, 2)
    addElement(doc, line(one, two))
    const copied = readElements(doc).filter(({ id }) => id !== two)
    const copies = addCopies(doc, copied, change)
    const [, copy] = readElements(doc).filter(isLine)
    assert.deepEqual([copy?.from, copy?.to], [copies[0], null])
  })
})

test.group('what a frame holds', () => {
  const frame = {
    kind: 'frame',
    id: 'f',
    at: [100, 100, 90, 2],
    size: [100, 50],
    text: '',
    order: 0,
    author,
    group: null,
    locked: false,
  } as const
  const at = (x: number, y: number) => ({ minX: x - 5, minY: y - 5, maxX: x + 5, maxY: y + 5 })

  test('has its middle within, turned and scaled as the frame is', () => {
    assert.equal(holds(frame, at(100, 100)), true)
    assert.equal(holds(frame, at(100, 195)), true)
    assert.equal(holds(frame, at(100, 205)), false)
    assert.equal(holds(frame, at(155, 100)), false)
  })
})

test.group('what a lasso surrounds', () => {
  const around = [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 100, y: 100 },
    { x: 50, y: 20 },
    { x: 0, y: 100 },
  ]

  test('is nothing where there is no area', () => {
    assert.equal(surrounds([], { x: 0, y: 0 }), false)
    assert.equal(surrounds([{ x: 1, y: 1 }], { x: 1, y: 1 }), false)
    assert.equal(surrounds([...around.slice(0, 2)], { x: 50, y: 0 }), false)
  })

  test('lies within its bends', () => {
    assert.equal(surrounds(around, { x: 50, y: 10 }), true)
    assert.equal(surrounds(around, { x: 50, y: 60 }), false)
    assert.equal(surrounds(around, { x: 10, y: 60 }), true)
    assert.equal(surrounds(around, { x: 150, y: 60 }), false)
  })
})
