import { test } from '@japa/runner'
import { STOPPED, timeLeft } from './phase_clock.js'
import { STEPS, takeStep, type Course, type Step } from './step.js'

const NOW = 1_700_000_000_000
const MINUTES = [5, 10, 15, 20]
const planned: Course = { state: 'planned', phaseIndex: 0, clock: STOPPED }

function after(course: Course, ...steps: Step[]): Course {
  return steps.reduce((at, step) => {
    const result = takeStep(at, step, MINUTES, NOW)
    if (result.kind === 'refused') throw new Error(result.reason)
    return result.kind === 'taken' ? result.course : at
  }, course)
}

test.group('A step of a session', () => {
  test('is refused once the session has ended, except ending it again', ({ assert }) => {
    const ended = after(planned, 'start', 'end')
    for (const step of STEPS) {
      const result = takeStep(ended, step, MINUTES, NOW)
      assert.deepEqual(
        result,
        step === 'end' ? { kind: 'taken already' } : { kind: 'refused', reason: 'sessionEnded' }
      )
    }
  })

  test('is refused where there is no phase to move to', ({ assert }) => {
    const refused = { kind: 'refused', reason: 'impossibleStep' }
    const first = after(planned, 'start')
    const last = after(first, 'next', 'next', 'next')
    assert.deepEqual(takeStep(first, 'previous', MINUTES, NOW), refused)
    assert.deepEqual(takeStep(last, 'next', MINUTES, NOW), refused)
    for (const step of ['next', 'previous', 'addMinute', 'pause', 'resume'] as const) {
      assert.deepEqual(takeStep(planned, step, MINUTES, NOW), refused)
    }
  })

  test('taken twice changes nothing the second time', ({ assert }) => {
    const lobby = after(planned, 'open')
    const running = after(lobby, 'start')
    const paused = after(running, 'pause')
    const again = { kind: 'taken already' }
    assert.deepEqual(takeStep(lobby, 'open', MINUTES, NOW), again)
    assert.deepEqual(takeStep(running, 'start', MINUTES, NOW), again)
    assert.deepEqual(takeStep(running, 'resume', MINUTES, NOW), again)
    assert.deepEqual(takeStep(paused, 'pause', MINUTES, NOW), again)
  })

  test('leads from planning through the lobby and the four phases to the end', ({ assert }) => {
    assert.equal(after(planned, 'open').state, 'lobby')
    const second = after(planned, 'open', 'start', 'next')
    assert.include(second, { state: 'running', phaseIndex: 1 })
    assert.equal(timeLeft(second.clock, NOW), 10 * 60_000)
    const ended = after(second, 'end')
    assert.equal(ended.state, 'ended')
    assert.deepEqual(ended.clock, STOPPED)
  })

  test('into another phase starts its time anew, paused or not', ({ assert }) => {
    const back = after(planned, 'start', 'next', 'pause', 'previous')
    assert.equal(back.phaseIndex, 0)
    assert.equal(timeLeft(back.clock, NOW + 60_000), 4 * 60_000)
  })
})
