import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import * as Y from 'yjs'
import {
  addElement,
  elementsOf,
  mark,
  move,
  placeCard,
  readElements,
  remove,
  writeText,
} from '../document.js'
import { reorder } from '../ordering.js'
import type { Step } from './operation.js'
import { readSteps } from './read_steps.js'

const author = 'person-1'
const at = [0, 0, 0, 1] as const

/** What is read from what is done, as `<kind> <kind of element> <how many>`. */
function read(doc: Y.Doc, work: () => void): string[] {
  const steps: Step[] = []
  const observe = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    steps.push(...readSteps(events))
  }
  elementsOf(doc).observeDeep(observe)
  work()
  elementsOf(doc).unobserveDeep(observe)
  return steps
    .map(({ kind, elementKind, elements }) => `${kind} ${elementKind} ${elements.length}`)
    .sort()
}

function made() {
  const doc = new Y.Doc()
  const card = placeCard(doc, { card: 'threshold', at, author }) ?? ''
  const note = addElement(doc, { kind: 'note', text: 'one', colour: 'ink', at, author }) ?? ''
  return { doc, card, note }
}

const line = { kind: 'line', ends: [0, 0, 9, 9], arrow: true, colour: 'ink', at, author } as const

test.group('the steps of a change', () => {
  test('are none where nothing is an element, and name no name that never ends', () => {
    const { doc } = made()
    assert.deepEqual(
      read(doc, () => elementsOf(doc).set('x'.repeat(1_000), 7)),
      []
    )
    assert.deepEqual(
      read(doc, () => elementsOf(doc).set('odd', new Y.Map([['kind', { toString: 1 }]]))),
      ['placed null 1']
    )
  })

  test('tell how elements come and go', () => {
    const { doc, card, note } = made()
    const points = Float32Array.from([0, 0, 0.5])
    const stroke = { kind: 'stroke', colour: 'ink', width: 4, highlights: false, points } as const
    assert.deepEqual(
      read(doc, () => placeCard(doc, { card: 'c', at, author })),
      ['placed card 1']
    )
    assert.deepEqual(
      read(doc, () => addElement(doc, { ...stroke, at, author })),
      ['drew stroke 1']
    )
    assert.deepEqual(
      read(doc, () => addElement(doc, { ...line, from: null, to: null })),
      ['placed line 1']
    )
    assert.deepEqual(
      read(doc, () => addElement(doc, { ...line, from: note, to: null })),
      ['connected line 1']
    )
    assert.deepEqual(
      read(doc, () => remove(doc, [card, note])),
      ['changed line 1', 'removed null 2']
    )
  })

  test('tell what is done with them, several as one', () => {
    const { doc, card, note } = made()
    const done = (work: () => void) => read(doc, work)
    assert.deepEqual(
      done(() => move(doc, card, [5, 5, 0, 1])),
      ['moved card 1']
    )
    assert.deepEqual(
      done(() => move(doc, card, [5, 5, 90, 1])),
      ['turned card 1']
    )
    assert.deepEqual(
      done(() => move(doc, card, [6, 6, 0, 2])),
      ['resized card 1']
    )
    assert.deepEqual(
      done(() => writeText(doc, note, 'one two')),
      ['wrote note 1']
    )
    assert.deepEqual(
      done(() => mark(doc, [card, note], { locked: true })),
      ['changed card 1', 'changed note 1']
    )
    assert.deepEqual(
      done(() => reorder(doc, [card], 'front', readElements(doc))),
      ['reordered card 1']
    )
    const both = () =>
      doc.transact(() => {
        move(doc, card, [9, 9, 0, 2])
        placeCard(doc, { card: 'c', at, author })
        move(doc, note, [9, 9, 0, 1])
      })
    assert.deepEqual(done(both), ['moved card 1', 'moved note 1', 'placed card 1'])
  })
})
