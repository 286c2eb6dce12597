import { test } from '@japa/runner'
import { Signal } from './signal.js'

const LONG_MS = 3_600_000

test.group('A signal', () => {
  test('wakes all who sleep', async () => {
    const signal = new Signal()
    const sleepers = [1, 2].map(() => signal.sleepUnlessWoken(LONG_MS, signal.calls))
    signal.wake()
    await Promise.all(sleepers)
  })

  test('that came before the sleep is not slept through', async () => {
    const signal = new Signal()
    const { calls } = signal
    signal.wake()
    await signal.sleepUnlessWoken(LONG_MS, calls)
  })

  test('is heard by who listens, each time', ({ assert }) => {
    const signal = new Signal()
    let heard = 0
    signal.onWake(() => heard++)
    signal.wake()
    signal.wake()
    assert.equal(heard, 2)
  })
})
