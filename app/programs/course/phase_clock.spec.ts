import { test } from '@japa/runner'
import { addMinute, pauseClock, resumeClock, startPhase, STOPPED, timeLeft } from './phase_clock.js'

const NOW = 1_700_000_000_000
const minutes = (count: number) => count * 60_000

test.group('The clock of a phase', () => {
  test('does nothing outside a phase', ({ assert }) => {
    for (const change of [pauseClock, resumeClock, addMinute]) {
      assert.deepEqual(change(STOPPED, NOW), STOPPED)
    }
    assert.isNull(timeLeft(STOPPED, NOW))
  })

  test('runs from the minutes of the phase down to nothing, never below', ({ assert }) => {
    const clock = startPhase(5, NOW)
    assert.equal(timeLeft(clock, NOW), minutes(5))
    assert.equal(timeLeft(clock, NOW + minutes(2)), minutes(3))
    assert.equal(timeLeft(clock, NOW + minutes(9)), 0)
  })

  test('stands still while paused and runs on from there', ({ assert }) => {
    const paused = pauseClock(startPhase(5, NOW), NOW + minutes(2))
    assert.equal(timeLeft(paused, NOW + minutes(60)), minutes(3))
    const resumed = resumeClock(paused, NOW + minutes(60))
    assert.equal(timeLeft(resumed, NOW + minutes(61)), minutes(2))
  })

  test('is not changed by pausing or resuming twice', ({ assert }) => {
    const paused = pauseClock(startPhase(5, NOW), NOW + minutes(2))
    assert.deepEqual(pauseClock(paused, NOW + minutes(4)), paused)
    const resumed = resumeClock(paused, NOW + minutes(10))
    assert.deepEqual(resumeClock(resumed, NOW + minutes(12)), resumed)
  })

  test('takes a minute more while running, paused or over', ({ assert }) => {
    const clock = startPhase(5, NOW)
    assert.equal(timeLeft(addMinute(clock, NOW + minutes(1)), NOW + minutes(1)), minutes(5))
    const paused = pauseClock(clock, NOW + minutes(2))
    assert.equal(timeLeft(addMinute(paused, NOW + minutes(3)), NOW + minutes(9)), minutes(4))
    assert.equal(timeLeft(addMinute(clock, NOW + minutes(8)), NOW + minutes(8)), minutes(1))
  })
})
