import { test } from '@japa/runner'
import { decideSave } from './decide_save.js'
import type { Entry } from './entry.js'

const stored: Entry = {
  id: '0190a6a0-0000-7000-8000-000000000001',
  text: 'the bridge again',
  cards: ['0190a6a0-0000-7000-8000-00000000000a'],
  mood: 'mixed',
  sessionId: null,
  phase: null,
  canvasId: null,
  version: 3,
  copyOf: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  deletedAt: null,
}
const deleted: Entry = { ...stored, text: '', cards: [], mood: null, deletedAt: stored.updatedAt }
const other = { text: 'fog', cards: [], mood: null }

test.group('A save', () => {
  test('never overwrites what it was not written over', ({ assert }) => {
    for (const over of [undefined, 1, 2, 4]) {
      assert.equal(decideSave(stored, other, over), 'keep both')
    }
  })

  test('keeps words written over a version that was deleted meanwhile', ({ assert }) => {
    assert.equal(decideSave(deleted, other, 2), 'keep both')
  })

  test('over an entry that does not exist finds nothing', ({ assert }) => {
    assert.equal(decideSave(null, other, 3), 'not found')
  })

  test('without words keeps nothing', ({ assert }) => {
    assert.equal(decideSave(stored, { text: ' \n', cards: [], mood: null }, 1), 'stale')
  })

  test('that is stored already changes nothing, whatever it was written over', ({ assert }) => {
    for (const over of [undefined, 1, 3]) {
      const { text, cards, mood } = stored
      assert.equal(decideSave(stored, { text, cards, mood }, over), 'unchanged')
    }
  })

  test('creates, updates and brings back', ({ assert }) => {
    assert.equal(decideSave(null, other, undefined), 'create')
    assert.equal(decideSave(stored, other, 3), 'update')
    assert.equal(decideSave(deleted, { text: '', cards: [], mood: null }, 3), 'update')
  })

  test('sees the order of cards and the mood', ({ assert }) => {
    assert.equal(decideSave(stored, { ...stored, mood: null }, 3), 'update')
    assert.equal(decideSave(stored, { ...stored, cards: [] }, 3), 'update')
  })
})
