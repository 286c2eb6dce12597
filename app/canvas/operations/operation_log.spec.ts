import assert from 'node:assert/strict'
import { test } from '@japa/runner'
import type { OperationKind } from './operation.js'
import { OperationLog, PAUSE } from './operation_log.js'

const step = (kind: OperationKind, ...elements: string[]) => ({
  kind,
  elementKind: 'note',
  elements,
})
const told = (log: OperationLog, now: number, gone: string[] = []) =>
  log
    .take(now, (person) => gone.includes(person))
    .map(({ person, kind, elements, at }) => `${person} ${kind} ${elements.join('+')} at ${at}`)

test.group('what somebody did', () => {
  test('is not told while it goes on', () => {
    const log = new OperationLog()
    for (let now = 0; now <= 60_000; now += PAUSE) {
      log.note('one', step('moved', 'a'), now)
      assert.deepEqual(told(log, now), [])
    }
  })

  test('is one thing after a pause, however many changes it took', () => {
    const log = new OperationLog()
    for (let now = 0; now <= 1_000; now += 30) log.note('one', step('moved', 'a', 'b'), now)
    assert.deepEqual(told(log, 990 + PAUSE), [])
    assert.deepEqual(told(log, 991 + PAUSE), ['one moved a+b at 990'])
    assert.deepEqual(told(log, 60_000), [])
  })

  test('ends with another element, another kind, and a pause that nobody looked at', () => {
    const log = new OperationLog()
    log.note('one', step('moved', 'a'), 0)
    log.note('one', step('moved', 'b'), 10)
    log.note('one', step('turned', 'b'), 20)
    log.note('one', step('turned', 'b'), 21 + PAUSE)
    assert.deepEqual(told(log, 21 + PAUSE), [
      'one moved a at 0',
      'one moved b at 10',
      'one turned b at 20',
    ])
  })

  test('goes on while others do the same, and ends when they go', () => {
    const log = new OperationLog()
    log.note('one', step('wrote', 'a'), 0)
    log.note('two', step('wrote', 'a'), 1)
    log.note('one', step('wrote', 'a'), 2)
    assert.deepEqual(told(log, 3, ['one']), ['one wrote a at 2'])
    log.drop('two')
    assert.deepEqual(told(log, 60_000), [])
  })

  test('is no more than can wait', () => {
    const log = new OperationLog()
    for (let i = 0; i < 5_000; i++) log.note('one', step('placed', `e${i}`), i)
    assert.equal(told(log, 60_000).length, 1_000)
  })
})
