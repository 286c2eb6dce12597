import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import * as Y from 'yjs'
import { comparable, randomCanvas } from '#tests/support/random_canvas'
import { addElement, MAX_ELEMENTS, readElements } from '../document.js'
import type { Element } from '../element.js'
import { writeCanvasFile, writeWithImages } from './canvas_file.js'
import { insertElements } from './insert.js'
import { LARGEST_FILE, readImport } from './read_import.js'
import type { FaultCode } from './value.js'

const note = {
  id: 'n',
  kind: 'note',
  at: [0, 0, 0, 1],
  order: 1,
  group: null,
  locked: false,
  text: 'Hello',
  colour: 'red',
}
const shape = { ...note, id: 's', kind: 'shape', form: 'ellipse', size: [90, 60] }
const line = {
  ...{ id: 'l', kind: 'line', at: [0, 0, 0, 1], order: 2, ends: [0, 0, 9, 9] },
  ...{ from: 'n', to: null, arrow: true, colour: 'ink' },
}
const stroke = {
  ...{ id: 'd', kind: 'stroke', at: [0, 0, 0, 1], order: 3, points: 'AQEAAA==' },
  ...{ colour: 'ink', width: 4, highlights: false },
}

const image = {
  ...{ id: 'e', kind: 'image', at: [0, 0, 0, 1], order: 4, image: 'photo' },
  ...{ size: [400, 300], alt: 'An oak' },
}

const carrying = (images: Record<string, unknown>) =>
  JSON.stringify({ format: 'belvedere-canvas', version: 2, elements: [image], images })

const file = (...elements: unknown[]) =>
  JSON.stringify({ format: 'belvedere-canvas', version: 1, elements })

function refused(json: string, code: FaultCode, field: string) {
  assert.deepEqual(readImport(json), { code, field })
}

test.group('A canvas file is refused, with the place that is at fault, when', () => {
  const cases: Record<string, [json: string, code: FaultCode, field: string]> = {
    'it is no JSON': ['{"format":', 'notJson', ''],
    'it is not an object': ['[1]', 'notAnObject', ''],
    'it is of no known format': ['{"format":"other"}', 'unknownFormat', ''],
    'it is too large': [' '.repeat(LARGEST_FILE + 1), 'fileTooLarge', ''],
    'it is nested without end': ['['.repeat(200_000), 'tooDeep', ''],
    'it is of a newer version': [
      file().replace('"version":1', '"version":3'),
      'newerVersion',
      'version',
    ],
    'it has a field of its own': [file().replace('{', '{"more":1,'), 'unknownField', 'more'],
    'its elements are no list': [file().replace('[]', '{"length":1}'), 'notAList', 'elements'],
    'it has too many elements': [
      file(...Array.from({ length: MAX_ELEMENTS + 1 }, () => 0)),
      'tooMany',
      'elements',
    ],
    'it has nothing': [file(), 'empty', ''],
    'an element is null': [file(null), 'notAnObject', 'elements[0]'],
    'a kind is unknown': [file({ ...note, kind: 'script' }), 'unknownKind', 'elements[0].kind'],
    'a kind is inherited': [
      file({ ...note, kind: 'constructor' }),
      'unknownKind',
      'elements[0].kind',
    ],
    'a key is of a prototype': [
      file(note).replace('"kind"', '"__proto__":{"locked":true},"kind"'),
      'unknownField',
      'elements[0].__proto__',
    ],
    'a field belongs to another kind': [
      file({ ...note, size: [9, 9] }),
      'unknownField',
      'elements[0].size',
    ],
    'a number is infinite': [
      file(note).replace('[0,0,0,1]', '[0,1e999,0,1]'),
      'outOfRange',
      'elements[0].at[1]',
    ],
    'a number is text': [file({ ...note, order: '1' }), 'notANumber', 'elements[0].order'],
    'it lies beyond the canvas': [
      file({ ...note, at: [1_000_001, 0, 0, 1] }),
      'outOfRange',
      'elements[0].at[0]',
    ],
    'a placement is short': [file({ ...note, at: [0, 0] }), 'notAList', 'elements[0].at'],
    'a size is negative': [file({ ...shape, size: [-9, 9] }), 'outOfRange', 'elements[0].size[0]'],
    'words are too long': [
      file({ ...note, text: 'a'.repeat(5_001) }),
      'tooLong',
      'elements[0].text',
    ],
    'words turn others around': [
      file({ ...note, text: 'ab\u202Ecd' }),
      'turnsWords',
      'elements[0].text',
    ],
    'words are none': [file({ ...note, text: 7 }), 'notText', 'elements[0].text'],
    'a colour is none': [file({ ...note, colour: '#fff' }), 'notOneOf', 'elements[0].colour'],
    'an id is empty': [file({ ...note, id: '' }), 'notAName', 'elements[0].id'],
    'an id comes twice': [file(note, note), 'twice', 'elements[1].id'],
    'a line hangs on nothing': [file(line), 'notThere', 'elements[0].from'],
    'a yes is a word': [file({ ...note, locked: 'yes' }), 'notYesOrNo', 'elements[0].locked'],
    'points are none': [file({ ...stroke, points: '!' }), 'notPoints', 'elements[0].points'],
    'an image has no size': [file({ ...image, size: [0, 9] }), 'outOfRange', 'elements[0].size[0]'],
    'an image is described by signs that turn words': [
      file({ ...image, alt: 'a\u202Eb' }),
      'turnsWords',
      'elements[0].alt',
    ],
    'what it carries of an image is no base64': [
      carrying({ photo: '<svg onload="x">' }),
      'notAnImage',
      'images.photo',
    ],
    'what it carries of an image is no text': [carrying({ photo: 7 }), 'notText', 'images.photo'],
    'it carries an image that is too large': [
      carrying({ photo: 'A'.repeat(21 * 1024 ** 2) }),
      'tooLong',
      'images.photo',
    ],
    'it carries more images than a canvas can hold': [
      carrying(Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`i${i}`, 'AAAA']))),
      'tooMany',
      'images',
    ],
    'it is more than comes at once': [
      file(
        ...Array.from({ length: 1100 }, (_, i) => ({
          ...note,
          id: `${i}`,
          text: 'a'.repeat(4_000),
        }))
      ),
      'tooMuch',
      '',
    ],
  }
  for (const [name, [json, code, field]] of Object.entries(cases)) {
    test(name, () => refused(json, code, field))
  }
})

/** What is imported from a file onto a canvas. */
function landed(json: string, doc = new Y.Doc()): Element[] {
  const read = readImport(json)
  assert.ok('elements' in read, JSON.stringify(read))
  insertElements(doc, read.elements, { dx: 0, dy: 0, author: 'me' })
  return readElements(doc)
}

/** Lines that hung on what is gone end loose in a file. */
function withoutDangling(elements: Element[]): Element[] {
  const ids = new Set(elements.map(({ id }) => id))
  const end = (id: string | null) => (id !== null && ids.has(id) ? id : null)
  return elements.map((each) =>
    each.kind === 'line' ? { ...each, from: end(each.from), to: end(each.to) } : each
  )
}

test.group('A canvas file', () => {
  test('brings every element back as it was, whatever lies on the canvas', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const elements = withoutDangling(readElements(randomCanvas(seed)))
      const again = landed(writeCanvasFile(elements))
      assert.deepEqual(comparable(again), comparable(elements), `seed ${seed}`)
      assert.ok(again.every(({ author }) => author === 'me'))
    }
  })

  test('carries the images that its elements show, each once, and no others', async () => {
    const shown = landed(file(image, { ...image, id: 'f' }, { ...image, id: 'g', image: 'gone' }))
    const asked: string[] = []
    const pieces = writeWithImages(shown, async (name) => {
      asked.push(name)
      return name === 'photo' ? 'UklGRg==' : null
    })
    const read = readImport((await Array.fromAsync(pieces)).join(''))
    assert.ok('elements' in read, JSON.stringify(read))
    assert.deepEqual(asked, ['photo', 'gone'])
    assert.deepEqual([...read.images], [['photo', 'UklGRg==']])
    assert.deepEqual(
      read.elements.map((each) => each.kind === 'image' && [each.image, each.alt, each.size]),
      [
        ['photo', 'An oak', [400, 300]],
        ['photo', 'An oak', [400, 300]],
        ['gone', 'An oak', [400, 300]],
      ]
    )
  })

  test('can be imported twice, each time above what was there, with ids of its own', () => {
    const doc = new Y.Doc()
    addElement(doc, {
      kind: 'stamp',
      stamp: 'heart',
      colour: 'red',
      at: [5, 5, 0, 1],
      author: 'you',
    })
    const elements = withoutDangling(readElements(randomCanvas(7)))
    const json = writeCanvasFile(elements)
    landed(json, doc)
    const all = landed(json, doc)
    assert.equal(all.length, 1 + 2 * elements.length)
    assert.equal(all[0]?.kind, 'stamp')
    const once = all.slice(1, 1 + elements.length)
    const twice = all.slice(1 + elements.length)
    assert.deepEqual(comparable(once), comparable(elements))
    assert.deepEqual(comparable(twice), comparable(elements))
    const groups = (some: Element[]) => new Set(some.map(({ group }) => group ?? ''))
    groups(once).forEach((group) => assert.ok(group === '' || !groups(twice).has(group)))
  })

  test('names nobody', () => {
    const elements = readElements(randomCanvas(3)).map((each) => ({ ...each, author: 'Noa' }))
    assert.ok(!writeCanvasFile(elements).includes('Noa'))
  })

  test('leaves out the hidden signs that the canvas does not show, so that it can be read', () => {
    const elements = readElements(randomCanvas(3)).map((each) =>
      each.kind === 'note' ? { ...each, text: 'ab\u202Ecd\u2067ef' } : each
    )
    assert.ok('elements' in readImport(writeCanvasFile(elements)))
  })
})
