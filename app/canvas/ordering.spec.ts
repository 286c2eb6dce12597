import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import * as Y from 'yjs'
import { elementsOf, placeCard, readElements } from './document.js'
import { reorder, type Order } from './ordering.js'

function cards(count: number) {
  const doc = new Y.Doc()
  const ids = Array.from({ length: count }, () =>
    placeCard(doc, { card: 'threshold', at: [0, 0, 0, 1], author: 'person-1' })
  )
  const letters = new Map(ids.map((id, i) => [id, 'abcdefgh'[i]]))
  const idOf = (letter: string) => ids['abcdefgh'.indexOf(letter)] ?? letter
  const order = () =>
    readElements(doc)
      .map(({ id }) => letters.get(id))
      .join('')
  const put = (moved: string, where: Order) => {
    reorder(doc, moved.split('').map(idOf), where, readElements(doc))
    return order()
  }
  return { doc, idOf, order, put }
}

test.group('the order of elements', () => {
  test('stays as it is where there is nothing to pass, and nothing is written', () => {
    const { doc, order, put } = cards(3)
    let updates = 0
    doc.on('update', () => updates++)
    put('c', 'front')
    put('c', 'forward')
    put('a', 'back')
    put('ab', 'backward')
    put('?', 'front')
    assert.equal(order(), 'abc')
    assert.equal(updates, 0)
  })

  test('changes by one step or all the way, and among themselves never', () => {
    assert.equal(cards(4).put('a', 'front'), 'bcda')
    assert.equal(cards(4).put('d', 'back'), 'dabc')
    assert.equal(cards(4).put('b', 'forward'), 'acbd')
    assert.equal(cards(4).put('c', 'backward'), 'acbd')
    assert.equal(cards(5).put('ac', 'forward'), 'bdace')
    assert.equal(cards(5).put('db', 'front'), 'acebd')
    assert.equal(cards(5).put('ec', 'backward'), 'acebd')
  })

  test('finds room between two elements as often as it is asked to', () => {
    const { put } = cards(4)
    for (let i = 0; i < 200; i++) {
      assert.equal(put('b', 'forward'), 'acbd')
      // Each goes between the other and the last, where there is half the room each time.
      assert.equal(put('c', 'forward'), 'abcd')
    }
  })

  test('passes the next of those that count, whatever lies between', () => {
    const { doc, idOf, order } = cards(4)
    const among = readElements(doc).filter(({ id }) => [idOf('a'), idOf('d')].includes(id))
    reorder(doc, [idOf('a')], 'forward', among)
    assert.equal(order(), 'bcda')
  })

  test('ignores what is gone', () => {
    const { doc, idOf, order } = cards(2)
    const among = readElements(doc)
    elementsOf(doc).delete(idOf('a'))
    reorder(doc, [idOf('a')], 'front', among)
    assert.equal(order(), 'b')
  })
})
