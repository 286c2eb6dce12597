import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import {
  fromClipboard,
  MAX_CLIPBOARD_LENGTH,
  MAX_COPIED,
  toClipboard,
  wordsOf,
} from './clipboard.js'
import { MAX_TEXT_LENGTH, type Element } from './element.js'

const rest = { order: 1, author: 'person-1', group: null, locked: false } as const
const note = {
  ...rest,
  kind: 'note',
  id: 'n',
  at: [5, 5, 0, 1],
  text: 'שלום <b>',
  colour: 'red',
} as const
const elements: Element[] = [
  note,
  { ...rest, kind: 'card', id: 'c', at: [0, 0, 0, 1], card: 'threshold' },
  { ...rest, kind: 'frame', id: 'f', at: [0, 0, 0, 1], size: [300, 200], text: '  ' },
  {
    ...{ ...rest, kind: 'line', id: 'l', at: [0, 0, 0, 1], colour: 'ink', arrow: true },
    ...{ ends: [0, 0, 9, 9], from: 'n', to: null },
  },
  {
    ...{ ...rest, kind: 'stroke', id: 's', at: [0, 0, 0, 1], colour: 'blue', width: 4 },
    ...{ highlights: true, points: Float32Array.from([0, 0, 0.5, 9, 9.25, 0.5]) },
  },
]
const put = (each: unknown) => fromClipboard(JSON.stringify({ version: 1, elements: [each] }))

test.group('a clipboard that others wrote', () => {
  const none: Record<string, string> = {
    'is empty': '',
    'is no JSON': '{"version":1,"elements":[',
    'is a number': '7',
    'is null': 'null',
    'is a list': '[1,2]',
    'is of another version': toClipboard(elements).replace('"version":1', '"version":2'),
    'has elements that are no list': '{"version":1,"elements":{"length":9}}',
    'never ends': ' '.repeat(MAX_CLIPBOARD_LENGTH) + toClipboard(elements),
    'is nested without end': `{"version":1,"elements":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
  }
  for (const [name, json] of Object.entries(none)) {
    test(`${name}: has no elements`, () => assert.deepEqual(fromClipboard(json), []))
  }

  const refused: Record<string, unknown> = {
    null: null,
    'a text': 'note',
    'a list': [],
    'an element without an id': { ...note, id: undefined },
    'an element whose id never ends': { ...note, id: 'x'.repeat(1_000) },
    'an unknown kind': { ...note, kind: 'script' },
    'a placement of text': { ...note, at: ['0', '0', '0', '1'] },
    'a placement beyond the canvas': { ...note, at: [1e300, 0, 0, 1] },
    'words that are an object': { ...note, text: { toString: 'x' } },
    'a colour of its own': { ...note, colour: 'url(//x)' },
    'points that are no base64': { ...elements[4], points: '***' },
    'points that are none': { ...elements[4], points: btoa('hello') },
    'points that are a list': { ...elements[4], points: [0, 0, 0] },
  }
  for (const [name, each] of Object.entries(refused)) {
    test(`leaves out ${name}`, () => assert.deepEqual(put(each), []))
  }

  test('changes no prototype', () => {
    const json = '{"version":1,"elements":[{"__proto__":{"kind":"note"},"id":"a"}]}'
    assert.deepEqual(fromClipboard(json), [])
    assert.equal(Object.hasOwn(Object.prototype, 'kind'), false)
  })

  test('is read up to the most elements and the longest words', () => {
    const many = Array.from({ length: MAX_COPIED + 5 }, (_, i) => ({ ...note, id: `n${i}` }))
    const read = fromClipboard(JSON.stringify({ version: 1, elements: many }))
    assert.equal(read.length, MAX_COPIED)
    const [long] = put({ ...note, text: 'a'.repeat(MAX_TEXT_LENGTH + 9) })
    assert.equal(long?.kind === 'note' && long.text.length, MAX_TEXT_LENGTH)
  })

  test('has each id once', () => {
    const twice = JSON.stringify({ version: 1, elements: [note, { ...note, text: 'two' }] })
    assert.equal(fromClipboard(twice).length, 1)
  })
})

test.group('a clipboard of ours', () => {
  test('brings back what was copied', () => {
    assert.deepEqual(fromClipboard(toClipboard(elements)), elements)
  })

  test('has no more than the most elements', () => {
    const many = Array.from({ length: MAX_COPIED + 5 }, (_, i) => ({ ...note, id: `n${i}` }))
    assert.equal(fromClipboard(toClipboard(many)).length, MAX_COPIED)
  })

  test('has the words for where only words go', () => {
    assert.equal(wordsOf([...elements, { ...note, text: ' two ' }]), 'שלום <b>\n\ntwo')
  })
})
