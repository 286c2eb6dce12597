import { test } from '@japa/runner'
import { formatTraceparent, newTrace, parseTraceparent } from './trace_context.js'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'

test.group('A traceparent', () => {
  for (const [what, text] of [
    ['is no text', 7],
    ['is empty', ''],
    ['has no flags', `00-${TRACE}-${SPAN}`],
    ['has a trace id of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['has a span id of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['has capital letters', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
    ['has the version that is forbidden', `ff-${TRACE}-${SPAN}-01`],
    ['goes on without end', `00-${TRACE}-${SPAN}-01-${'x'.repeat(100)}`],
  ] as const) {
    test(`is refused when it ${what}`, ({ assert }) => {
      assert.isNull(parseTraceparent(text))
    })
  }

  test('tells trace, span and whether it is recorded', ({ assert }) => {
    const recorded = { traceId: TRACE, spanId: SPAN, isRecorded: true }
    assert.deepEqual(parseTraceparent(`00-${TRACE}-${SPAN}-01`), recorded)
    assert.deepEqual(parseTraceparent(`00-${TRACE}-${SPAN}-00`), { ...recorded, isRecorded: false })
  })

  test('is read as it was written, and fits its column', ({ assert }) => {
    const context = newTrace(true)
    const text = formatTraceparent(context)
    assert.deepEqual(parseTraceparent(text), context)
    assert.lengthOf(text, 55)
  })
})
