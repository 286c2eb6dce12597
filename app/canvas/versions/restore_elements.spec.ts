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
import type { Placement } from '../element.js'
import { restoreElements } from './restore_elements.js'

const author = 'person-1'
const at: Placement = [0, 0, 0, 1]

/** The document as it is kept, apart from what becomes of it. */
function kept(doc: Y.Doc): Y.Doc {
  const past = new Y.Doc()
  Y.applyUpdate(past, Y.encodeStateAsUpdate(doc))
  return past
}

function merge(one: Y.Doc, two: Y.Doc) {
  Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
  Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
}

function made(doc: Y.Doc, kind: 'note' | 'card' | 'stroke' | 'line', more = {}): string {
  const base = { at, author, colour: 'ink' } as const
  const id =
    kind === 'card'
      ? placeCard(doc, { card: 'threshold', at, author })
      : kind === 'note'
        ? addElement(doc, { ...base, kind, text: 'one two three', ...more })
        : kind === 'line'
          ? addElement(doc, {
              ...{ ...base, kind, ends: [0, 0, 9, 9], from: null, to: null, arrow: true },
              ...more,
            })
          : addElement(doc, {
              ...{ ...base, kind, width: 4, highlights: false },
              points: Float32Array.from([0, 0, 0.5, 9, 9, 0.5]),
            })
  assert.ok(id)
  return id
}

test.group('restoring an earlier state', () => {
  test('writes nothing where nothing has changed', () => {
    const doc = new Y.Doc()
    for (const kind of ['note', 'card', 'stroke', 'line'] as const) made(doc, kind)
    const past = kept(doc)
    let updates = 0
    doc.on('update', () => updates++)
    restoreElements(doc, past)
    assert.equal(updates, 0)
  })

  test('leaves alone what does not lie among the elements', () => {
    const doc = new Y.Doc()
    const past = kept(doc)
    doc.getMap('timer').set('endsAt', 5)
    restoreElements(doc, past)
    assert.equal(doc.getMap('timer').get('endsAt'), 5)
  })

  test('brings back what went, under its old id, with the lines that were attached to it', () => {
    const doc = new Y.Doc()
    const note = made(doc, 'note')
    const line = made(doc, 'line', { from: note })
    made(doc, 'stroke')
    const past = kept(doc)
    remove(doc, [note])
    remove(
      doc,
      [...elementsOf(doc).keys()].filter((id) => id !== line)
    )
    made(doc, 'card')
    restoreElements(doc, past)
    assert.deepEqual(readElements(doc), readElements(past))
    assert.ok(readElements(doc).some((each) => each.kind === 'line' && each.from === note))
  })

  test('brings back places, words, colours, locks and groups', () => {
    const doc = new Y.Doc()
    const [one, two] = [made(doc, 'note'), made(doc, 'note')]
    mark(doc, [one], { locked: true, group: 'g' })
    const past = kept(doc)
    move(doc, one, [500, 500, 90, 2])
    writeText(doc, two, 'one 2 three')
    mark(doc, [one, two], { colour: 'red', locked: false, group: null })
    mark(doc, [two], { group: 'other' })
    restoreElements(doc, past)
    assert.deepEqual(readElements(doc), readElements(past))
  })

  test('keeps what others draw and write meanwhile', () => {
    const doc = new Y.Doc()
    const note = made(doc, 'note')
    const past = kept(doc)
    writeText(doc, note, 'one two')
    const other = kept(doc)
    const theirs = made(other, 'card')
    writeText(other, note, 'zero one two')
    restoreElements(doc, past)
    merge(doc, other)
    const [read] = readElements(doc)
    assert.equal(read?.kind === 'note' && read.text, 'zero one two three')
    assert.ok(elementsOf(doc).has(theirs))
    assert.deepEqual(readElements(doc), readElements(other))
  })

  test('is undone in one step, however much it is', () => {
    const doc = new Y.Doc()
    for (let i = 0; i < 1_500; i++) made(doc, 'note')
    const past = kept(doc)
    remove(doc, [...elementsOf(doc).keys()])
    const card = made(doc, 'card')
    const origin = {}
    const undo = new Y.UndoManager(elementsOf(doc), {
      trackedOrigins: new Set([origin]),
      captureTimeout: Infinity,
    })
    const updates: number[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update.length))
    restoreElements(doc, past, origin)
    assert.equal(elementsOf(doc).size, 1_500)
    assert.ok(updates.length > 2 && updates.every((length) => length < 500_000))
    undo.undo()
    assert.deepEqual([...elementsOf(doc).keys()], [card])
  })

  test('of a document that somebody has made strange, restores what it can', () => {
    const past = new Y.Doc()
    elementsOf(past).set('text', new Y.Text('loose'))
    elementsOf(past).set('number', 7)
    elementsOf(past).set('nested', new Y.Map([['deep', new Y.Map([['er', new Y.Array()]])]]))
    const doc = kept(past)
    elementsOf(doc).set('text', new Y.Map([['kind', 'card']]))
    elementsOf(doc).delete('nested')
    elementsOf(doc).set('number', new Y.Text('7'))
    restoreElements(doc, past)
    assert.deepEqual(elementsOf(doc).toJSON(), elementsOf(past).toJSON())
  })
})
