import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import * as Y from 'yjs'
import { addElement, elementsOf, MAX_ELEMENTS } from '../document.js'
import { readElements } from '../document.js'
import { MAX_ORDER } from '../read_element.js'
import type { Carried } from './carried.js'
import { emptyPlace, insertElements } from './insert.js'

const stamp = (id: string): Carried => ({
  ...{ id, kind: 'stamp', stamp: 'star', colour: 'ink', at: [0, 0, 0, 1] },
  ...{ order: 1, group: null, locked: false },
})
const landing = { dx: 0, dy: 0, author: 'me' }

test.group('Elements that are laid on a canvas', () => {
  test('come all or not at all', () => {
    const doc = new Y.Doc()
    doc.transact(() => {
      for (let i = 1; i < MAX_ELEMENTS; i++) elementsOf(doc).set(`${i}`, new Y.Map())
    })
    assert.deepEqual(insertElements(doc, [stamp('a'), stamp('b')], landing), [])
    assert.equal(elementsOf(doc).size, MAX_ELEMENTS - 1)
    assert.equal(insertElements(doc, [stamp('a')], landing).length, 1)
  })

  test('come on top of what is as high as can be', () => {
    const doc = new Y.Doc()
    const made = { kind: 'stamp', stamp: 'star', colour: 'ink', author: 'me' } as const
    const id = addElement(doc, { ...made, at: [0, 0, 0, 1] })
    const map = elementsOf(doc).get(id ?? '')
    if (map instanceof Y.Map) map.set('order', MAX_ORDER - 1)
    const laid = insertElements(doc, [stamp('a'), stamp('b')], landing)
    assert.deepEqual(
      readElements(doc).map((each) => each.id),
      [id, ...laid]
    )
  })

  test('find a place beside what is there, and none where the canvas ends on all sides', () => {
    const box = { minX: 0, minY: 0, maxX: 100, maxY: 100 }
    assert.deepEqual(emptyPlace(null, box), { dx: 0, dy: 0 })
    assert.deepEqual(emptyPlace(box, box), { dx: 260, dy: 0 })
    const wide = { ...box, maxX: 999_950 }
    assert.deepEqual(emptyPlace(wide, box), { dx: 0, dy: 260 })
    const whole = { minX: -1e6, minY: -1e6, maxX: 1e6, maxY: 1e6 }
    assert.equal(emptyPlace(whole, box), null)
  })
})
