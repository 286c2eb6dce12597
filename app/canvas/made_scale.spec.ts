import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import { cardScale, screenScale } from './made_scale.js'

test.group('What is made while the view is far away or near', () => {
  test('is never more than four times as large or small as usual', () => {
    assert.equal(screenScale(0.1), 4)
    assert.equal(screenScale(6), 0.25)
    assert.equal(cardScale(0.01), 4)
    assert.equal(cardScale(100), 0.25)
  })

  test('has its usual size on the screen between these bounds', () => {
    for (const zoom of [0.25, 0.5, 1, 2, 4]) assert.equal(screenScale(zoom) * zoom, 1)
  })

  test('is as large as all cards where that can be seen well', () => {
    for (const zoom of [0.5, 0.8, 1, 2]) assert.equal(cardScale(zoom), 1)
  })

  test('is a card of half or twice its size on the screen beyond that', () => {
    assert.equal(cardScale(0.2) * 0.2, 0.5)
    assert.equal(cardScale(5) * 5, 2)
  })
})
