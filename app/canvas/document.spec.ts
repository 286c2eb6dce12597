import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import * as Y from 'yjs'
import { bounds, CARD_HEIGHT, CARD_WIDTH, toCanvas, toOwn } from './bounds.js'
import {
  addElement,
  difference,
  elementsOf,
  mark,
  MAX_ELEMENTS,
  move,
  placeCard,
  readElement,
  readElements,
  remove,
  writeText,
} from './document.js'
import { MAX_SIZE, MAX_TEXT_LENGTH, MIN_SIZE, type NewElement, type Placement } from './element.js'
import { reorder } from './ordering.js'
import { decodePoints, encodePoints, MAX_POINTS, POINT_STEP } from './points.js'

const author = 'person-1'
const middle: Placement = [0, 0, 0, 1]

function twoClients() {
  const one = new Y.Doc()
  const two = new Y.Doc()
  const merge = () => {
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one, Y.encodeStateVector(two)))
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two, Y.encodeStateVector(one)))
  }
  return { one, two, merge }
}

function card(doc: Y.Doc, at: Placement = middle) {
  const id = placeCard(doc, { card: 'threshold', at, author })
  assert.ok(id)
  return id
}

function text(doc: Y.Doc, words: string) {
  const id = addElement(doc, {
    kind: 'text',
    text: words,
    colour: 'ink',
    width: 260,
    at: middle,
    author,
  })
  assert.ok(id)
  return id
}

function raw(doc: Y.Doc, values: Record<string, unknown>) {
  elementsOf(doc).set('strange', new Y.Map(Object.entries(values)))
}

test.group('what a document does not show', () => {
  const good = { kind: 'card', card: 'threshold', at: [0, 0, 0, 1], order: 1, author }
  const shape = () => ({
    ...good,
    kind: 'shape',
    form: 'ellipse',
    size: [10, 10],
    colour: 'ink',
    text: new Y.Text(''),
  })
  const refused: Record<string, Record<string, unknown>> = {
    'an unknown kind': { ...good, kind: 'poll' },
    'no placement': { ...good, at: undefined },
    'a placement of three numbers': { ...good, at: [0, 0, 0] },
    'a placement that is not a number': { ...good, at: [0, NaN, 0, 1] },
    'a placement beyond the canvas': { ...good, at: [1e9, 0, 0, 1] },
    'a scale of zero': { ...good, at: [0, 0, 0, 0] },
    'an order that is not finite': { ...good, order: Infinity },
    'a missing author': { ...good, author: '' },
    'a card without a card': { ...good, card: 7 },
    'a card whose id never ends': { ...good, card: 'x'.repeat(5_000) },
    'a text that is a plain string': {
      ...good,
      kind: 'text',
      text: 'a',
      colour: 'ink',
      width: 260,
    },
    'a text of unknown colour': {
      ...good,
      kind: 'text',
      text: new Y.Text('a'),
      colour: 'url(x)',
      width: 260,
    },
    'a stroke of broken bytes': {
      ...good,
      kind: 'stroke',
      points: Uint8Array.from([2, 255, 255]),
      colour: 'ink',
      width: 3,
    },
    'a note without words': { ...good, kind: 'note', colour: 'amber' },
    'a shape of no form': { ...shape(), form: 'star' },
    'a shape without a size': { ...shape(), size: [10] },
    'a shape as large as the world': { ...shape(), size: [1e12, 10] },
    'a shape that is thin as nothing': { ...shape(), size: [10, 0] },
    'a shape whose size is not a number': { ...shape(), size: [NaN, 10] },
    'a line of one end': { ...good, kind: 'line', colour: 'ink', ends: [0, 0] },
    'a line without end': { ...good, kind: 'line', colour: 'ink', ends: [0, 0, 0, -Infinity] },
    'a frame whose title is a number': { ...good, kind: 'frame', size: [10, 10], text: 5 },
    'a stamp of an unknown sign': { ...good, kind: 'stamp', colour: 'red', stamp: '<svg>' },
    'a stroke as wide as the canvas': {
      ...good,
      kind: 'stroke',
      points: encodePoints(Float32Array.from([0, 0, 0.5])),
      colour: 'ink',
      width: 1e6,
    },
  }
  for (const [name, values] of Object.entries(refused)) {
    test(name, () => {
      const doc = new Y.Doc()
      raw(doc, values)
      const id = card(doc)
      assert.deepEqual(
        readElements(doc).map((element) => element.id),
        [id]
      )
    })
  }

  test('a group, a lock or an attachment that is none, while the element is shown', () => {
    const doc = new Y.Doc()
    const line = { ...good, kind: 'line', colour: 'ink', ends: [0, 0, 9, 0] }
    raw(doc, { ...line, group: 7, locked: 'yes', from: {}, to: 'x'.repeat(5_000), arrow: 1 })
    const [element] = readElements(doc)
    assert.ok(element?.kind === 'line')
    const { group, locked, from, to, arrow } = element
    assert.deepEqual([group, locked, from, to, arrow], [null, false, null, null, false])
  })

  test('what newer versions made, which stays in the document', () => {
    const doc = new Y.Doc()
    raw(doc, { ...good, kind: 'poll', question: 'Why?' })
    remove(doc, [card(doc)])
    mark(doc, ['strange'], { colour: 'red', locked: true })
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    const map = elementsOf(copy).get('strange')
    assert.ok(map instanceof Y.Map)
    assert.equal(map.get('question'), 'Why?')
    assert.equal(map.get('colour'), undefined)
  })

  test('an element that is not a map at all', () => {
    const doc = new Y.Doc()
    elementsOf(doc).set('strange', 'hello')
    elementsOf(doc).set('stranger', new Y.Array())
    assert.deepEqual(readElements(doc), [])
  })

  test('the part of a text beyond its longest length', () => {
    const doc = new Y.Doc()
    const id = text(doc, 'a'.repeat(MAX_TEXT_LENGTH + 10))
    const element = readElement(doc, id)
    assert.ok(element?.kind === 'text')
    assert.equal(element.text.length, MAX_TEXT_LENGTH)
  })

  test('more elements than a canvas holds, and every client leaves out the same ones', () => {
    const { one, two, merge } = twoClients()
    const many = (doc: Y.Doc, from: number) =>
      doc.transact(() => {
        for (let i = 0; i < MAX_ELEMENTS / 2 + 5; i++) {
          elementsOf(doc).set(`e${from + i}`, new Y.Map(Object.entries(good)))
        }
      })
    many(one, 0)
    many(two, MAX_ELEMENTS)
    merge()
    const ids = (doc: Y.Doc) => readElements(doc).map(({ id }) => id)
    assert.equal(ids(one).length, MAX_ELEMENTS)
    assert.deepEqual(ids(one), ids(two))
    assert.equal(placeCard(one, { card: 'threshold', at: middle, author }), null)
  })
})

test.group('writing', () => {
  test('moving what is gone does nothing', () => {
    const doc = new Y.Doc()
    move(doc, 'nobody', middle)
    assert.equal(elementsOf(doc).size, 0)
  })

  test('moving to where it lies writes nothing', () => {
    const doc = new Y.Doc()
    const id = card(doc, [10, 20, 30, 1])
    let updates = 0
    doc.on('update', () => updates++)
    move(doc, id, [10.01, 20, 390, 1])
    assert.equal(updates, 0)
  })

  test('a placement is kept within the canvas', () => {
    const doc = new Y.Doc()
    const id = card(doc)
    move(doc, id, [1e9, -1e9, 725, 1e9])
    assert.deepEqual(readElement(doc, id)?.at, [1_000_000, -1_000_000, 5, 20])
  })

  test('two people who place the same card have two cards', () => {
    const { one, two, merge } = twoClients()
    card(one)
    card(two)
    merge()
    assert.equal(readElements(one).length, 2)
    assert.deepEqual(readElements(one), readElements(two))
  })

  test('two people who move one element at once agree on one whole placement', () => {
    const { one, two, merge } = twoClients()
    const id = card(one)
    merge()
    move(one, id, [10, 10, 0, 1])
    move(two, id, [99, 99, 45, 2])
    merge()
    const at = readElement(one, id)?.at
    assert.deepEqual(at, readElement(two, id)?.at)
    assert.ok([10, 99].includes(at?.[0] ?? 0) && at?.[0] === at?.[1])
  })

  test('what is removed stays removed when another moved it meanwhile', () => {
    const { one, two, merge } = twoClients()
    const id = card(one)
    merge()
    remove(one, [id, 'nobody'])
    move(two, id, [50, 50, 0, 1])
    merge()
    assert.deepEqual(readElements(one), [])
    assert.deepEqual(readElements(two), [])
  })

  test('bringing to the front keeps the order among what is brought', () => {
    const doc = new Y.Doc()
    const [a, b, c] = [card(doc), card(doc), card(doc)]
    reorder(doc, [b, a], 'front', readElements(doc))
    assert.deepEqual(
      readElements(doc).map(({ id }) => id),
      [c, a, b]
    )
  })

  test('two people who write in one text keep the words of both', () => {
    const { one, two, merge } = twoClients()
    const id = text(one, 'I see a door')
    merge()
    writeText(one, id, 'Today I see a door')
    writeText(two, id, 'I see a door, half open')
    merge()
    const element = readElement(one, id)
    assert.ok(element?.kind === 'text')
    assert.equal(element.text, 'Today I see a door, half open')
  })

  test('a difference never cuts a character in two', () => {
    assert.deepEqual(difference('🌊', '🌋'), { start: 0, removed: 2, inserted: '🌋' })
    assert.deepEqual(difference('aa', 'aaa'), { start: 2, removed: 0, inserted: 'a' })
    assert.deepEqual(difference('שלום', ''), { start: 0, removed: 4, inserted: '' })
  })

  test('undo takes back what its own person did and nothing else', () => {
    const { one, two, merge } = twoClients()
    const mine = {}
    const undo = new Y.UndoManager(elementsOf(one), { trackedOrigins: new Set([mine]) })
    const own = placeCard(one, { card: 'threshold', at: middle, author }, mine)
    const other = card(two)
    merge()
    undo.undo()
    merge()
    assert.deepEqual(
      readElements(two).map(({ id }) => id),
      [other]
    )
    undo.redo()
    assert.ok(own && readElement(one, own))
  })
})

test.group('what a document shows', () => {
  test('of documents made before there were more kinds than three', () => {
    const doc = new Y.Doc()
    const old = { at: [0, 0, 0, 1], order: 1, author }
    const points = encodePoints(Float32Array.from([0, 0, 0.5, 9, 9, 0.5]))
    const kinds = {
      a: { ...old, kind: 'card', card: 'threshold' },
      b: { ...old, kind: 'text', text: new Y.Text('Hello'), colour: 'ink', width: 260 },
      c: { ...old, kind: 'stroke', points, colour: 'red', width: 4 },
    }
    for (const [id, values] of Object.entries(kinds)) {
      elementsOf(doc).set(id, new Y.Map<unknown>(Object.entries(values)))
    }
    const rest = { ...old, group: null, locked: false }
    assert.deepEqual(readElements(doc), [
      { ...rest, id: 'a', kind: 'card', card: 'threshold' },
      { ...rest, id: 'b', kind: 'text', text: 'Hello', colour: 'ink', width: 260 },
      {
        ...{ ...rest, id: 'c', kind: 'stroke', colour: 'red', width: 4, highlights: false },
        points: Float32Array.from([0, 0, 0.5, 9, 9, 0.5]),
      },
    ])
  })

  const made = { at: middle, author }
  const shown: NewElement[] = [
    { ...made, kind: 'note', text: 'Not yet', colour: 'amber' },
    { ...made, kind: 'shape', form: 'diamond', size: [80, 40], text: 'Or?', colour: 'blue' },
    {
      ...made,
      kind: 'line',
      ends: [0, 0, 40, 8],
      from: null,
      to: null,
      arrow: true,
      colour: 'ink',
    },
    { ...made, kind: 'frame', size: [400, 300], text: 'Yesterday' },
    { ...made, kind: 'stamp', stamp: 'heart', colour: 'red', group: 'g', locked: true },
  ]
  for (const element of shown) {
    test(`a ${element.kind} as it was added, at another client`, () => {
      const { one, two, merge } = twoClients()
      const id = addElement(one, element)
      merge()
      const read = readElement(two, id ?? '')
      assert.ok(read)
      assert.deepEqual({ group: null, locked: false, ...element, id, order: read.order }, read)
    })
  }

  test('a frame beneath what was there before', () => {
    const doc = new Y.Doc()
    const id = card(doc)
    const frame = addElement(doc, { ...made, kind: 'frame', size: [400, 300], text: '' })
    assert.deepEqual(
      readElements(doc).map((element) => element.id),
      [frame, id]
    )
  })

  test('sizes kept within what a canvas holds', () => {
    const doc = new Y.Doc()
    const id = addElement(doc, { ...made, kind: 'frame', size: [0, 1e9], text: '' })
    const frame = readElement(doc, id ?? '')
    assert.deepEqual(frame?.kind === 'frame' && frame.size, [MIN_SIZE, MAX_SIZE])
  })

  test('a mark that two people set at once, and taken back', () => {
    const { one, two, merge } = twoClients()
    const id = card(one)
    merge()
    mark(one, [id, 'nobody'], { locked: true, colour: 'red' })
    mark(two, [id], { group: 'g' })
    merge()
    const element = readElement(one, id)
    assert.deepEqual([element?.locked, element?.group], [true, 'g'])
    assert.deepEqual(element, readElement(two, id))
    mark(one, [id], { locked: false, group: null })
    assert.equal(readElement(one, id)?.group, null)
  })
})

test.group('points', () => {
  test('anything malformed is null and nothing is thrown', () => {
    const packed = encodePoints(Float32Array.from([0, 0, 0.2, 5, 5, 0.9]))
    assert.equal(decodePoints(new Uint8Array()), null)
    assert.equal(decodePoints(packed.slice(0, -1)), null)
    assert.equal(decodePoints(Uint8Array.from([...packed, 0])), null)
    assert.equal(decodePoints(new Uint8Array(1_000_000).fill(1)), null)
    for (let seed = 1; seed <= 2_000; seed++) {
      let state = seed
      const noise = Uint8Array.from({ length: seed % 40 }, () => {
        state = (state * 48_271) % 2_147_483_647
        return state & 255
      })
      noise[0] = 1 + (seed % 2)
      decodePoints(noise)?.forEach((value) => assert.ok(Number.isFinite(value)))
    }
  })

  test('come back within half a step', () => {
    const points = new Float32Array(300)
    for (let i = 0; i < 100; i++) points.set([Math.sin(i) * 80, -i * 1.3, (i % 10) / 9], i * 3)
    const back = decodePoints(encodePoints(points))
    assert.ok(back && back.length === points.length)
    back.forEach((value, i) =>
      assert.ok(Math.abs(value - (points[i] ?? 0)) <= POINT_STEP / 2 + 1e-3)
    )
  })

  test('take two bytes each where the pressure does not change', () => {
    const points = new Float32Array(300)
    for (let i = 0; i < 100; i++) points.set([i * 2, i, 0.5], i * 3)
    assert.ok(encodePoints(points).length <= 204)
  })

  test('beyond the most are left out', () => {
    const points = new Float32Array((MAX_POINTS + 9) * 3).fill(0.5)
    assert.equal(decodePoints(encodePoints(points))?.length, MAX_POINTS * 3)
  })

  test('a stroke without points is not added', () => {
    const doc = new Y.Doc()
    const stroke = {
      kind: 'stroke',
      highlights: false,
      points: new Float32Array(),
      colour: 'ink',
      width: 3,
      at: middle,
      author,
    } as const
    assert.equal(addElement(doc, stroke), null)
  })
})

test.group('bounds', () => {
  test('of a card turned by a right angle lie on their side', () => {
    const doc = new Y.Doc()
    const element = readElement(doc, card(doc, [100, 100, 90, 2]))
    assert.ok(element)
    const box = bounds(element)
    assert.ok(Math.abs(box.maxX - box.minX - CARD_HEIGHT * 2) < 1e-6)
    assert.ok(Math.abs(box.maxY - box.minY - CARD_WIDTH * 2) < 1e-6)
  })

  test('a point that goes to the canvas and back is where it was', () => {
    const at: Placement = [10, -4, 33, 1.7]
    const back = toOwn(at, toCanvas(at, { x: 3, y: 8 }))
    assert.ok(Math.abs(back.x - 3) < 1e-9 && Math.abs(back.y - 8) < 1e-9)
  })
})

test.group('size', () => {
  test('two hundred drags of two hundred cards, ten thousand moves, stay small', () => {
    const doc = new Y.Doc()
    const ids = Array.from({ length: 200 }, () => card(doc))
    for (const [i, id] of ids.entries()) {
      for (let step = 0; step < 50; step++) move(doc, id, [i * 7 + step, i * 3, step, 1])
    }
    assert.ok(Y.encodeStateAsUpdate(doc).length < 40_000)
  })
})
