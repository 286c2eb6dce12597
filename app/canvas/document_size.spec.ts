import { test } from '@japa/runner'
import { Doc } from 'yjs'
import { addElement, elementsOf, isFull, MAX_ELEMENTS } from './document.js'
import { LARGEST_DOCUMENT, watchSize } from './document_size.js'

const note = {
  kind: 'note',
  text: '',
  colour: 'red',
  at: [0, 0, 0, 1],
  author: 'person-1',
} as const

test.group('A document', () => {
  test('takes no element more when it has many, or many bytes', ({ assert }) => {
    const many = new Doc()
    many.transact(() => {
      for (let i = 0; i < MAX_ELEMENTS; i++) elementsOf(many).set(`e${i}`, i)
    })
    const heavy = new Doc()
    watchSize(heavy)
    heavy.getText('text').insert(0, 'x'.repeat(0.96 * LARGEST_DOCUMENT))
    for (const doc of [many, heavy]) {
      assert.isTrue(isFull(doc))
      assert.isNull(addElement(doc, note))
    }
  })

  test('takes elements again when something has been removed', ({ assert }) => {
    const doc = new Doc()
    watchSize(doc)
    doc.getText('text').insert(0, 'x'.repeat(0.96 * LARGEST_DOCUMENT))
    doc.getText('text').delete(0, 0.5 * LARGEST_DOCUMENT)
    assert.isFalse(isFull(doc))
    assert.isNotNull(addElement(doc, note))
  })
})
