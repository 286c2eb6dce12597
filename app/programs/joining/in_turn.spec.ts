import { test } from '@japa/runner'
import { inTurn } from './in_turn.js'

test.group('Works in turn', () => {
  test('never run beside one of the same key, not even after a failed one', async ({ assert }) => {
    let running = 0
    let most = 0
    const done: number[] = []
    const work = (number: number) => async () => {
      most = Math.max(most, ++running)
      await Promise.resolve()
      running--
      done.push(number)
      if (number === 1) throw new Error('failed')
    }
    const works = [0, 1, 2].map((number) => inTurn('same', work(number)))
    const ends = await Promise.allSettled(works)
    assert.deepEqual(
      ends.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled']
    )
    assert.deepEqual(done, [0, 1, 2])
    assert.equal(most, 1)
  })

  test('do not wait for those of another key', async ({ assert }) => {
    let free: (() => void) | undefined
    const held = inTurn('one', () => new Promise<void>((resolve) => (free = resolve)))
    assert.equal(await inTurn('other', () => Promise.resolve('done')), 'done')
    free?.()
    await held
  })
})
