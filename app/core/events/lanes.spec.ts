import { test } from '@japa/runner'
import { Lanes } from './lanes.js'

test.group('Lanes', () => {
  test('let no more be done at once than there are, and all in the end', async ({ assert }) => {
    const lanes = new Lanes(2)
    let [working, most, done] = [0, 0, 0]
    const work = async () => {
      most = Math.max(most, ++working)
      await new Promise(setImmediate)
      working--
      done++
    }
    await Promise.all(Array.from({ length: 7 }, () => lanes.run(work)))
    assert.deepEqual([most, done], [2, 7])
  })

  test('are free again after work that fails', async ({ assert }) => {
    const lanes = new Lanes(1)
    await assert.rejects(() => lanes.run(() => Promise.reject(new RangeError('failed'))), 'failed')
    assert.equal(await lanes.run(async () => 'done'), 'done')
  })
})
