import { test } from '@japa/runner'
import { freePort } from '#tests/support/free_port'
import { Receiver } from '#tests/support/receiver'
import { Postman, type Pace } from './postman.js'

/** A pace that waits for nothing and remembers how long it should have waited. */
function quickPace(tryMs = 5_000): Pace & { waits: number[] } {
  const waits: number[] = []
  return {
    waits,
    tryMs,
    rest: async (milliseconds) => {
      waits.push(milliseconds)
    },
  }
}

test.group('A postman', (group) => {
  let receiver: Receiver
  let dropped = 0

  group.each.setup(async () => {
    dropped = 0
    receiver = await Receiver.start()
    return () => receiver.stop()
  })

  const postmanFor = (pace: Pace, url = receiver.url) =>
    new Postman({ url, headers: { 'x-kind': 'test' } }, () => dropped++, pace)

  test('drops what is refused, at once', async ({ assert }) => {
    receiver.answers.push({ status: 400 })
    const postman = postmanFor(quickPace())
    postman.post('one')
    await postman.settled()
    assert.lengthOf(receiver.received, 1)
    assert.equal(dropped, 1)
  })

  test('goes nowhere else, wherever it is sent', async ({ assert }) => {
    const elsewhere = await Receiver.start()
    for (let number = 0; number < 3; number++) {
      receiver.answers.push({ status: 307, headers: { location: elsewhere.url } })
    }
    const postman = postmanFor(quickPace())
    postman.post('one')
    await postman.settled()
    await elsewhere.stop()
    assert.lengthOf(elsewhere.received, 0)
    assert.equal(dropped, 1)
  })

  test('drops what three tries did not bring', async ({ assert }) => {
    for (let number = 0; number < 5; number++) receiver.answers.push({ status: 503 })
    const pace = quickPace()
    const postman = postmanFor(pace)
    postman.post('one')
    await postman.settled()
    assert.lengthOf(receiver.received, 3)
    assert.deepEqual(pace.waits, [1_000, 4_000])
    assert.equal(dropped, 1)
  })

  test('drops what nobody takes', async ({ assert }) => {
    const postman = postmanFor(quickPace(), `http://127.0.0.1:${await freePort()}`)
    postman.post('one')
    await postman.settled()
    assert.equal(dropped, 1)
  })

  test('does not wait for an answer for ever', async ({ assert }) => {
    receiver.answers.push('hang', 'hang', 'hang')
    const postman = postmanFor(quickPace(20))
    postman.post('one')
    await postman.settled()
    assert.equal(dropped, 1)
  })

  test('keeps sixteen waiting and drops the rest', async ({ assert }) => {
    const postman = postmanFor(quickPace())
    // The first is on its way at once, and waits no more.
    for (let number = 0; number < 30; number++) postman.post(String(number))
    assert.equal(dropped, 13)
    await postman.settled()
    assert.lengthOf(receiver.received, 17)
  })

  test('waits as long as it is asked to, but no longer than a minute', async ({ assert }) => {
    receiver.answers.push({ status: 429, headers: { 'retry-after': '7' } })
    receiver.answers.push({ status: 429, headers: { 'retry-after': '86400' } })
    const pace = quickPace()
    const postman = postmanFor(pace)
    postman.post('one')
    await postman.settled()
    assert.deepEqual(pace.waits, [7_000, 60_000])
    assert.equal(dropped, 0)
    assert.deepEqual(
      receiver.received.map(({ body }) => body),
      ['one', 'one', 'one']
    )
  })

  test('does not rest any more once it is to end', async ({ assert }) => {
    receiver.answers.push({ status: 503 })
    const resting = Promise.withResolvers<null>()
    const postman = postmanFor({
      tryMs: 5_000,
      rest: (_milliseconds, signal) =>
        new Promise((resolve) => {
          resting.resolve(null)
          signal.addEventListener('abort', () => resolve())
        }),
    })
    postman.post('one')
    await resting.promise
    await postman.close()
    assert.lengthOf(receiver.received, 2)
    assert.equal(dropped, 0)
  })

  test('brings one after the other, with the headers it was given', async ({ assert }) => {
    const postman = postmanFor(quickPace())
    for (const body of ['one', 'two', 'three']) postman.post(body)
    await postman.settled()
    assert.deepEqual(
      receiver.received.map(({ body }) => body),
      ['one', 'two', 'three']
    )
    assert.equal(receiver.received[0]?.headers['x-kind'], 'test')
  })
})
