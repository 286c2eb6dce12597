import { test } from '@japa/runner'
import { listItem, nextItem, toggledList, typedBullet } from './lists.js'

/** A text with the caret at its bar. */
const at = (marked: string) => ({ text: marked.replace('|', ''), caret: marked.indexOf('|') })
const shown = (written: { text: string; caret: number } | null) =>
  written && `${written.text.slice(0, written.caret)}|${written.text.slice(written.caret)}`

test.group('A list in a text', () => {
  test('is not what only looks a little like it', ({ assert }) => {
    assert.isNull(listItem('•no space'))
    assert.isNull(listItem('1.5 hours'))
    assert.isNull(listItem('2026. A year'))
    assert.isNull(nextItem(at('plain words|')))
    assert.isNull(typedBullet(at('a - |')))
  })

  test('goes on with Enter, and ends with an item without words', ({ assert }) => {
    assert.equal(shown(nextItem(at('• one|'))), '• one\n• |')
    assert.equal(shown(nextItem(at('• one\n• |'))), '• one\n|')
    assert.equal(shown(nextItem(at('• on|e'))), '• on\n• |e')
    assert.equal(shown(nextItem(at('• שלום|'))), '• שלום\n• |')
  })

  test('is numbered without a gap, from where it begins', ({ assert }) => {
    assert.equal(shown(nextItem(at('3. three|\n4. four\nend'))), '3. three\n4. |\n5. four\nend')
    assert.equal(toggledList('a\nb\n\n1. c', 0, 3, 'numbers'), '1. a\n2. b\n\n1. c')
  })

  test('begins with a dash or a star and a space', ({ assert }) => {
    assert.equal(shown(typedBullet(at('one\n- |'))), 'one\n• |')
    assert.equal(shown(typedBullet(at('* |x'))), '• |x')
  })

  test('is made of lines, changed into the other kind, and taken back', ({ assert }) => {
    assert.equal(toggledList('a\nb\nc', 2, 4, 'bullets'), 'a\n• b\n• c')
    assert.equal(toggledList('• b\n• c', 0, 5, 'numbers'), '1. b\n2. c')
    assert.equal(toggledList('1. b\n2. c', 0, 6, 'numbers'), 'b\nc')
  })
})
