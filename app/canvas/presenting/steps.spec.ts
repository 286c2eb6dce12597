import { test } from '@japa/runner'
import { stepOfKey, stepOfPointer } from './steps.js'

const key = (name: string, shiftKey = false) => ({ key: name, shiftKey })
const at = (x: number, y = 300) => ({ x, y })

test.group('What a presenter asks for', () => {
  test('is nothing by other keys, by a drag downwards or by a short one', ({ assert }) => {
    for (const name of ['a', 'Escape', 'Tab', 'F5']) assert.isNull(stepOfKey(key(name), false))
    assert.isNull(stepOfPointer(at(500, 100), at(560, 400), 1000, false))
    assert.isNull(stepOfPointer(at(500), at(530), 1000, false))
  })

  test('is the same by the keys of every remote, in both directions of reading', ({ assert }) => {
    for (const rtl of [false, true]) {
      for (const name of ['PageDown', 'ArrowDown', ' ', 'Enter'])
        assert.equal(stepOfKey(key(name), rtl), 'next')
      for (const name of ['PageUp', 'ArrowUp', 'Backspace'])
        assert.equal(stepOfKey(key(name), rtl), 'previous')
      assert.equal(stepOfKey(key(' ', true), rtl), 'previous')
      assert.equal(stepOfKey(key('Home'), rtl), 'first')
      assert.equal(stepOfKey(key('End'), rtl), 'last')
    }
  })

  test('lies to the left where one reads from right to left', ({ assert }) => {
    assert.equal(stepOfKey(key('ArrowRight'), false), 'next')
    assert.equal(stepOfKey(key('ArrowLeft'), false), 'previous')
    assert.equal(stepOfKey(key('ArrowRight'), true), 'previous')
    assert.equal(stepOfKey(key('ArrowLeft'), true), 'next')
    assert.equal(stepOfPointer(at(600), at(400), 1000, false), 'next')
    assert.equal(stepOfPointer(at(600), at(400), 1000, true), 'previous')
    assert.equal(stepOfPointer(at(400), at(600), 1000, true), 'next')
  })

  test('is to go back where reading begins, and to go on elsewhere', ({ assert }) => {
    assert.equal(stepOfPointer(at(100), at(102), 1000, false), 'previous')
    assert.equal(stepOfPointer(at(500), at(500), 1000, false), 'next')
    assert.equal(stepOfPointer(at(900), at(900), 1000, true), 'previous')
    assert.equal(stepOfPointer(at(100), at(100), 1000, true), 'next')
  })
})
