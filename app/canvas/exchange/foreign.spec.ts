import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import type { Carried } from './carried.js'
import { nearestColour } from './foreign.js'
import type { Imported } from './imported.js'
import { readImport } from './read_import.js'

const fileOf = (name: string) =>
  readFileSync(new URL(`../../../tests/support/foreign_canvases/${name}`, import.meta.url), 'utf8')
const [excalidraw, tldraw] = [fileOf('excalidraw.excalidraw'), fileOf('tldraw.tldr')]

function imported(json: string): Imported {
  const read = readImport(json)
  assert.ok('elements' in read, JSON.stringify(read))
  return read
}

/** The element of an id, with numbers rounded. */
function find({ elements }: Imported, id: string): Carried {
  const element = elements.find((each) => each.id === id)
  assert.ok(element, `${id} has come`)
  return {
    ...element,
    at: [
      Math.round(element.at[0]),
      Math.round(element.at[1]),
      Math.round(element.at[2]),
      Math.round(element.at[3] * 100) / 100,
    ],
  }
}

test.group('A file of another program is refused, with the place that is at fault, when', () => {
  const cases: Record<string, [json: string, code: string, field: string]> = {
    'an element of Excalidraw lies nowhere': [
      excalidraw.replace('"x": 100', '"x": 1e999'),
      'outOfRange',
      'elements[0].x',
    ],
    'a point of Excalidraw is none': [
      excalidraw.replace('"points": [', '"points": [[],'),
      'notAList',
      'elements[4].points[0]',
    ],
    'its elements are no list': ['{"type":"excalidraw"}', 'notAList', 'elements'],
    'an element has no name': [
      '{"type":"excalidraw","elements":[{"type":"text"}]}',
      'notAName',
      'elements[0].id',
    ],
    'tldraw is of a newer version': [
      tldraw.replace('"tldrawFileFormatVersion": 1', '"tldrawFileFormatVersion": 2'),
      'newerVersion',
      'tldrawFileFormatVersion',
    ],
    'a drawing of tldraw is cut off': [
      tldraw.replace(/"path": "(.{4})/u, '"path": "'),
      'notPoints',
      'records[15].props.segments[0].path',
    ],
    'a shape of tldraw is its own parent': [
      tldraw
        .replace('"parentId": "page:page"', '"parentId": "shape:rect"')
        .replace('"id": "page:page"', '"id": "shape:rect"'),
      'tooDeep',
      'records[3].parentId',
    ],
  }
  for (const [name, [json, code, field]] of Object.entries(cases)) {
    test(name, () => assert.deepEqual(readImport(json), { code, field }))
  }
})

test.group('A file of Excalidraw', () => {
  const file = imported(excalidraw)

  test('brings its figures with their words, colours, turns, groups and locks', () => {
    const plain = { group: null, locked: false }
    assert.deepEqual(find(file, 'rect'), {
      ...{ id: 'rect', kind: 'shape', form: 'rectangle', at: [200, 150, 0, 1], size: [200, 100] },
      ...{ text: 'Where I stand', colour: 'red', order: 2, group: 'outer', locked: false },
    })
    assert.deepEqual(find(file, 'ell'), {
      ...{ id: 'ell', kind: 'shape', form: 'ellipse', at: [560, 140, 0, 1], size: [120, 80] },
      ...{ text: '', colour: 'blue', order: 3, group: 'outer', locked: false },
    })
    assert.deepEqual(find(file, 'dia'), {
      ...{ id: 'dia', kind: 'shape', form: 'diamond', at: [550, 350, 90, 1], size: [100, 100] },
      ...{ text: '', colour: 'green', order: 4, ...plain, locked: true },
    })
    assert.deepEqual(find(file, 'words'), {
      ...{ id: 'words', kind: 'text', at: [775, 300, 0, 2], text: 'מה\nעכשיו?', width: 75 },
      ...{ colour: 'ink', order: 10, ...plain },
    })
  })

  test('brings frames beneath what lies in them', () => {
    assert.deepEqual(
      file.elements.slice(0, 2).map((each) => each.kind === 'frame' && each.text),
      ['First steps', '']
    )
  })

  test('brings arrows that hang on the same, and turns those with their head at the start', () => {
    const arrow = find(file, 'arrow')
    assert.ok(arrow.kind === 'line')
    assert.deepEqual([arrow.from, arrow.to, arrow.arrow], ['rect', 'ell', true])
    assert.deepEqual([arrow.at[0], arrow.at[1], ...arrow.ends], [400, 146, -95, 4, 95, -4])
    const back = find(file, 'back')
    assert.ok(back.kind === 'line')
    assert.deepEqual([back.from, back.to, ...back.ends], [null, null, 50, 0, -50, 0])
  })

  test('brings what was drawn by hand, with its pressure', () => {
    const pen = find(file, 'pen')
    assert.ok(pen.kind === 'stroke')
    assert.deepEqual([pen.at, pen.colour, pen.width], [[730, 120, 0, 1], 'violet', 4.25])
    const points = [...pen.points].map((value) => Math.round(value * 10) / 10)
    assert.deepEqual(points, [-30, -20, 0.2, -10, 20, 0.5, 30, -10, 0.8])
    assert.equal(find(file, 'poly').kind, 'stroke')
  })

  test('says what it has that there is nothing like here', () => {
    assert.deepEqual(file.losses, [
      { what: 'bend', how: 'changed', count: 1 },
      { what: 'web', how: 'left', count: 1 },
    ])
    assert.equal(file.elements.length, 12)
  })

  test('brings images with what it holds of them, and says of others that they are left', () => {
    const photo = file.elements.find(({ kind }) => kind === 'image')
    assert.ok(photo?.kind === 'image')
    assert.equal(file.images.get(photo.image), 'iVBORw0KGgo=')
    for (const address of [
      'https://elsewhere.example/photo.png',
      'data:text/html;base64,AAAA',
      'data:image/png;base64,<svg>',
    ]) {
      const other = imported(excalidraw.replace('data:image/png;base64,iVBORw0KGgo=', address))
      assert.equal(other.images.size, 0)
      assert.ok(!other.elements.some(({ kind }) => kind === 'image'))
      assert.deepEqual(other.losses.at(1), { what: 'image', how: 'left', count: 1 })
    }
  })

  test('may be its clipboard', () => {
    const copied = excalidraw.replace('"excalidraw"', '"excalidraw/clipboard"')
    assert.deepEqual(imported(copied), file)
  })
})

test.group('A file of tldraw', () => {
  const file = imported(tldraw)

  test('brings its figures with their words, in the order in which they are drawn', () => {
    assert.deepEqual(find(file, 'shape:rect'), {
      ...{ id: 'shape:rect', kind: 'shape', form: 'rectangle', size: [200, 120], colour: 'red' },
      ...{ at: [200, 160, 0, 1], text: 'Where I stand', order: 1, group: null, locked: false },
    })
    // Turned around its corner, and not around its middle.
    assert.deepEqual(find(file, 'shape:cloud'), {
      ...{ id: 'shape:cloud', kind: 'shape', form: 'rectangle', size: [100, 100], colour: 'ink' },
      ...{ at: [450, 350, 90, 1], text: 'Dream', order: 2, group: null, locked: false },
    })
    assert.equal(find(file, 'shape:ell').order, 3)
  })

  test('brings what lies in frames and groups to where it is seen', () => {
    assert.deepEqual(find(file, 'shape:note'), {
      ...{ id: 'shape:note', kind: 'note', at: [1150, 250, 0, 1], text: '• Breathe\n• Begin' },
      ...{ colour: 'amber', order: 5, group: null, locked: true },
    })
    const [one, two] = [find(file, 'shape:g1'), find(file, 'shape:g2')]
    assert.deepEqual([one.group, two.group], ['shape:group', 'shape:group'])
    assert.deepEqual(
      [one.at, two.at].map(([x, y]) => [x, y]),
      [
        [125, 625],
        [225, 625],
      ]
    )
    assert.equal(file.elements[0]?.kind, 'frame')
  })

  test('brings its arrows by their bindings', () => {
    const arrow = find(file, 'shape:arrow')
    assert.ok(arrow.kind === 'line')
    assert.deepEqual([arrow.from, arrow.to], ['shape:rect', 'shape:ell'])
    const bendy = find(file, 'shape:bendy')
    assert.ok(bendy.kind === 'line')
    assert.deepEqual([bendy.arrow, ...bendy.ends], [true, 50, 0, -50, 0])
  })

  test('brings what was drawn, packed as since 2026 and in lists as before', () => {
    const draw = find(file, 'shape:draw')
    assert.ok(draw.kind === 'stroke')
    assert.deepEqual([draw.colour, draw.width], ['amber', 2])
    assert.deepEqual([...draw.points], [-10.25, -6, 0.5, -0.25, -1, 0.5, 10.25, 6, 0.75])
    const older = find(file, 'shape:older')
    assert.ok(older.kind === 'stroke' && older.highlights)
    assert.deepEqual(older.at, [740, 800, 0, 1])
  })

  test('brings words as wide as they were', () => {
    const words = find(file, 'shape:words')
    assert.ok(words.kind === 'text')
    assert.deepEqual([words.text, words.colour, words.at], ['מה\nעכשיו?', 'blue', [355, 600, 0, 1]])
    assert.equal(words.width, 110)
  })

  test('says what it has that there is nothing like here', () => {
    assert.deepEqual(file.losses, [
      { what: 'page', how: 'left', count: 1 },
      { what: 'form', how: 'changed', count: 1 },
      { what: 'bend', how: 'changed', count: 1 },
      { what: 'label', how: 'left', count: 1 },
      { what: 'image', how: 'left', count: 1 },
      { what: 'web', how: 'left', count: 1 },
    ])
  })
})

test('An image of tldraw comes with what the file holds of it', () => {
  const read = imported(
    JSON.stringify({
      tldrawFileFormatVersion: 1,
      records: [
        { typeName: 'page', id: 'page:page', index: 'a1' },
        {
          ...{ typeName: 'asset', type: 'image', id: 'asset:1' },
          props: { src: 'data:image/webp;base64,UklGRg==' },
        },
        {
          ...{
            typeName: 'shape',
            type: 'image',
            id: 'shape:1',
            parentId: 'page:page',
            index: 'a1',
          },
          ...{ x: 100, y: 50, rotation: 0, isLocked: true },
          props: { assetId: 'asset:1', w: 40, h: 20, altText: 'An oak' },
        },
      ],
    })
  )
  assert.deepEqual([...read.images], [['asset:1', 'UklGRg==']])
  assert.deepEqual(read.elements, [
    {
      ...{ id: 'shape:1', kind: 'image', at: [120, 60, 0, 1], order: 0, group: null, locked: true },
      ...{ image: 'asset:1', size: [40, 20], alt: 'An oak' },
    },
  ])
})

test('A colour becomes the nearest of ours', () => {
  const colours = ['#1e1e1e', '#e03131', '#f08c00', '#2f9e44', '#1971c2', '#6741d9', '#fff', 'red']
  assert.deepEqual(colours.map(nearestColour), [
    ...['ink', 'red', 'amber', 'green', 'blue', 'violet', 'ink', 'ink'],
  ])
})
