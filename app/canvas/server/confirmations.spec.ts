import { test } from '@japa/runner'
import { Confirmations } from './confirmations.js'

test.group('That a change has arrived', () => {
  test('is not told before it is stored', ({ assert }) => {
    const told: string[] = []
    const confirmations = new Confirmations()
    confirmations.changed()
    confirmations.confirm(() => told.push('first'))
    const stored = confirmations.storing()
    confirmations.changed()
    confirmations.confirm(() => told.push('second'))
    assert.deepEqual(told, [])
    stored()
    assert.deepEqual(told, ['first'])
    confirmations.storing()()
    assert.deepEqual(told, ['first', 'second'])
  })

  test('is told at once when there is nothing to store', ({ assert }) => {
    const told: string[] = []
    const confirmations = new Confirmations()
    confirmations.confirm(() => told.push('nothing new'))
    assert.deepEqual(told, ['nothing new'])
  })

  test('is told after a later storing when an earlier one failed', ({ assert }) => {
    const told: string[] = []
    const confirmations = new Confirmations()
    confirmations.changed()
    confirmations.confirm(() => told.push('change'))
    confirmations.storing()
    assert.deepEqual(told, [])
    confirmations.storing()()
    assert.deepEqual(told, ['change'])
  })
})
