import { test } from '@japa/runner'
import { Receiver } from '#tests/support/receiver'
import { readEnvelope } from '#tests/support/sentry_events'
import { DsnError, SentryReporter } from './sentry.js'
import { newTrace } from './trace_context.js'
import { inTrace } from './tracing.js'

const WORDS = 'The tide took the old pier'
const ABOUT = {
  root: new URL('../../../', import.meta.url).pathname,
  version: '1.2.3',
  environment: 'test',
}

test.group('A report of an error', (group) => {
  let receiver: Receiver
  let dropped = 0

  group.each.setup(async () => {
    dropped = 0
    receiver = await Receiver.start()
    return () => receiver.stop()
  })

  const reporter = () => {
    const dsn = `${receiver.url.replace('://', '://publickey@')}/under/7`
    return new SentryReporter(dsn, ABOUT, () => dropped++, {
      tryMs: 5_000,
      rest: async () => undefined,
    })
  }

  const reported = async (error: unknown) => {
    const reporting = reporter()
    reporting.report(error, { during: 'request', route: '/journal/entries/:id' })
    await reporting.settled()
    const [received] = receiver.received
    if (!received) throw new Error('Nothing was received')
    return received
  }

  for (const dsn of ['http://localhost/1', 'http://key@localhost', 'http://key@localhost/']) {
    test(`has no receiver at ${dsn}`, ({ assert }) => {
      assert.throws(() => new SentryReporter(dsn, ABOUT, () => undefined), DsnError)
    })
  }

  test('holds no word of a message, not of the error’s nor of its cause’s', async ({ assert }) => {
    const cause = new RangeError(`${WORDS}\n    at ${WORDS} (/srv/diary.js:1:2)`)
    const error = Object.assign(new Error(WORDS, { cause }), { detail: WORDS, code: WORDS })
    const received = await reported(error)
    assert.notInclude(received.body, 'tide')
    assert.deepEqual(
      readEnvelope(received).exception.values.map(({ type, value }) => [type, value]),
      [
        ['RangeError', ''],
        ['Error', ''],
      ]
    )
  })

  test('holds nothing of what was thrown when that is no error', async ({ assert }) => {
    const received = await reported(WORDS)
    assert.notInclude(received.body, 'tide')
    assert.equal(readEnvelope(received).exception.values[0]?.type, 'string')
  })

  test('tells no folder of the machine', async ({ assert }) => {
    const { body } = await reported(new Error('x'))
    assert.notInclude(body, ABOUT.root)
  })

  test('is dropped, and said to be, when the receiver cannot take it', async ({ assert }) => {
    for (let number = 0; number < 3; number++) receiver.answers.push({ status: 503 })
    await reported(new Error('x'))
    assert.equal(dropped, 1)
    assert.lengthOf(receiver.received, 3)
  })

  test('tells kind, code, place, route and trace, the place last as receivers want it', async ({
    assert,
  }) => {
    const trace = newTrace(true)
    const error = Object.assign(new RangeError(WORDS), { code: '23505' })
    const received = await inTrace(trace, () => reported(error))
    assert.equal(received.path, '/under/api/7/envelope/')
    assert.include(String(received.headers['x-sentry-auth']), 'sentry_key=publickey')
    const event = readEnvelope(received)
    assert.equal(event.release, 'belvedere@1.2.3')
    assert.equal(event.transaction, '/journal/entries/:id')
    assert.equal(event.contexts?.trace.trace_id, trace.traceId)
    const [value] = event.exception.values
    assert.containSubset(value, { type: 'RangeError', value: '23505' })
    const innermost = value?.stacktrace?.frames.at(-1)
    assert.match(innermost?.filename ?? '', /^app\/core\/observability\/sentry\.spec\.ts$/)
    assert.isTrue(innermost?.in_app)
  })
})
