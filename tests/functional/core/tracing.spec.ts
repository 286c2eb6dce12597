import { randomUUID } from 'node:crypto'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { defineConsumer } from '#core/events/consumers'
import { deliverTogether } from '#core/events/deliver'
import { tableTransport } from '#core/events/table_transport'
import type { Delivery } from '#core/events/transport'
import { OtlpExporter } from '#core/observability/otlp'
import { formatTraceparent, newTrace } from '#core/observability/trace_context'
import { inTrace, openTrace, recordTo } from '#core/observability/tracing'
import { tenancy } from '#core/tenancy/tenancy'
import { CanvasClient } from '#tests/support/canvas_client'
import { asOwner } from '#tests/support/database'
import { LiveClient } from '#tests/support/live_client'
import { makeOrganisation, makePerson } from '#tests/support/people'
import { Receiver } from '#tests/support/receiver'
import { makeSession } from '#tests/support/sessions'
import { drawTrace, readSpans, type ReadSpan } from '#tests/support/spans'
import { Visitor } from '#tests/support/visitor'
import { waitUntil } from '#tests/support/wait_until'
import { workEvents } from '#tests/support/work_events'

declare module '#core/events/event' {
  interface EventPayloads {
    'test.traced': Record<string, never>
  }
}

defineConsumer({ name: 'test.follows', event: 'test.traced', handle: async () => {} })

test.group('A trace', (group) => {
  let receiver: Receiver
  let exporter: OtlpExporter

  group.setup(async () => {
    receiver = await Receiver.start()
    return () => receiver.stop()
  })

  group.each.setup(async () => {
    await limiter.clear()
    receiver.received.length = 0
    exporter = new OtlpExporter(receiver.url, { 'service.name': 'belvedere' }, () => undefined)
    recordTo(exporter.record)
    return async () => {
      recordTo(undefined)
      await exporter.close()
    }
  })

  const spans = async (): Promise<ReadSpan[]> => {
    await exporter.flush()
    return readSpans(receiver.received)
  }

  /** The spans of the one trace that has a span of this name. */
  const traceWith = async (name: string): Promise<ReadSpan[]> => {
    const all = await spans()
    const found = all.find((span) => span.name === name)
    if (!found) throw new Error(`No span ${name} among ${all.map((span) => span.name).join(', ')}`)
    return all.filter(({ traceId }) => traceId === found.traceId)
  }

  const isBelow = (all: readonly ReadSpan[], name: string, ancestor: string): boolean =>
    all.some((span) => {
      if (span.name !== name) return false
      let each: ReadSpan | undefined = span
      while (each && each.name !== ancestor) {
        const { parentSpanId }: ReadSpan = each
        each = all.find(({ spanId }) => spanId === parentSpanId)
      }
      return each !== undefined
    })

  test('holds nothing that anybody wrote, is called, or has as a secret', async ({ assert }) => {
    const person = await makePerson('owner')
    const visitor = await Visitor.as(person)
    const words = 'The tide took the old pier'
    const guess = 'a-guess-at-a-password'
    await visitor.submit('PUT', `/journal/entries/${crypto.randomUUID()}`, { text: words })
    await new Visitor().submit('POST', '/sign-in', { email: person.email, password: guess })
    await new Visitor().submit('POST', '/password/forgot', { email: person.email })
    await visitor.get(`/library?search=${encodeURIComponent(words)}`)
    await visitor.get('/join/SECRET')
    await visitor.get(`/invitations/${'x'.repeat(43)}`)
    await workEvents()
    const told = JSON.stringify(await spans())
    assert.include(told, 'POST /sign-in')
    assert.include(told, 'insert journal_entries')
    const secrets = [person.email, person.name, person.token, person.password, words, guess]
    const others = ['SECRET', 'xxxxx', encodeURIComponent(words), 'Test organisation', '127.0.0.1']
    assert.deepEqual(
      [...secrets, ...others].filter((secret) => told.includes(secret)),
      []
    )
  })

  test('is not begun by whoever asks, but goes on for a proxy of ours alone', async ({
    assert,
    client,
  }) => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
    await client.get('/health/live').header('traceparent', `00-${traceId}-00f067aa0ba902b7-01`)
    await spans()
    assert.notInclude(JSON.stringify(readSpans(receiver.received)), traceId)
  })

  test('is kept out of the way of what the worker does all day', async ({ assert }) => {
    await workEvents()
    const names = (await spans()).map(({ name }) => name)
    assert.deepEqual(
      names.filter((name) => !name.startsWith('handle ') && !name.startsWith('publish ')),
      []
    )
  })

  test('joins a request with its SQL, its event and what the consumer did', async ({ assert }) => {
    const person = await makePerson('owner')
    const visitor = new Visitor()
    await visitor.submit('POST', '/password/forgot', { email: person.email })
    await workEvents()
    const root = 'POST /password/forgot'
    const trace = await traceWith(root)
    for (const name of [
      'insert outbox',
      'publish accounts.passwordResetRequested',
      'handle accounts.sendPasswordReset',
      'insert password_resets',
      'insert mailbox_messages',
    ]) {
      assert.isTrue(
        isBelow(trace, name, root),
        `${name} in\n${drawTrace(trace, trace[0]?.traceId ?? '')}`
      )
    }
    assert.isTrue(isBelow(trace, 'insert mailbox_messages', 'handle accounts.sendPasswordReset'))
    const handled = trace.find(({ name }) => name.startsWith('handle '))
    assert.equal(handled?.attributes['belvedere.outcome'], 'handled')
    const request = trace.find(({ name }) => name === root)
    assert.containSubset(request?.attributes, {
      'http.route': '/password/forgot',
      'http.response.status_code': 302,
    })
    for (const { milliseconds, startedAt } of trace) {
      assert.isAtLeast(milliseconds, 0)
      assert.isBelow(Math.abs(startedAt - Date.now()), 60_000)
    }
  })

  test('joins a request with what people are told of it at once', async ({ assert }) => {
    const facilitator = await makePerson('facilitator')
    const session = await makeSession(facilitator)
    const live = await LiveClient.of(facilitator)
    await live.subscribe(`session:${session}`)
    const visitor = await Visitor.as(facilitator)
    await visitor.submit('POST', `/sessions/${session}/open`)
    await live.hears(({ type }) => type === 'message')
    live.close()
    const trace = await traceWith('live tell session')
    assert.isTrue(isBelow(trace, 'live tell session', 'POST /sessions/:id/:step'))
  })

  test('joins a live connection with who it is and what it asks for', async ({ assert }) => {
    const facilitator = await makePerson('facilitator')
    const session = await makeSession(facilitator)
    const live = await LiveClient.of(facilitator)
    await live.subscribe(`session:${session}`)
    live.close()
    // It is answered before it has told the others who has come.
    await waitUntil(async () => (await spans()).some(({ name }) => name === 'live subscribe'))
    const trace = await traceWith('WebSocket /live')
    assert.isTrue(isBelow(trace, 'live subscribe', 'WebSocket /live'))
    assert.isTrue(isBelow(trace, 'select sessions', 'live subscribe'))
  })

  test('joins a canvas with its loading; each time that it is stored is one of its own', async ({
    assert,
  }) => {
    const facilitator = await makePerson('facilitator')
    const session = await makeSession(facilitator)
    await asOwner(`update sessions set state = 'running' where id = ?`, [session])
    const canvas = await new CanvasClient(facilitator, session).synced()
    canvas.doc.getMap('elements').set('one', 1)
    await canvas.confirmed()
    canvas.close()
    const { closeDocuments } = await import('#canvas/server/canvas_documents')
    await closeDocuments()
    const opened = await traceWith('WebSocket /canvas/')
    assert.isTrue(isBelow(opened, 'canvas load', 'WebSocket /canvas/'))
    const stored = await traceWith('canvas store')
    const statements = stored.map(({ attributes }) => String(attributes['db.query.text']))
    assert.isTrue(statements.some((statement) => statement.includes('into canvases')))
    const [first] = opened
    assert.includeMembers(
      stored.flatMap(({ links }) => links),
      [first?.traceId ?? '']
    )
  })

  test('tells a failure by its kind', async ({ assert }) => {
    const organisation = await makeOrganisation()
    const root = openTrace('a test', {})
    await assert.rejects(() =>
      inTrace(root.context, () =>
        tenancy.run({ organisation }, () => tenancy.client().rawQuery('select 1 / 0'))
      )
    )
    root.end()
    const failed = (await traceWith('a test')).filter(({ hasFailed }) => hasFailed)
    assert.sameMembers(
      failed.map(({ name }) => name),
      ['scope of an organisation', 'select']
    )
    assert.include(String(failed[0]?.attributes['error.type']), '22012')
  })
})

test.group('Without a collector', () => {
  test('nothing is recorded, and an event carries a trace that nobody records', async ({
    assert,
  }) => {
    const person = await makePerson('owner')
    await new Visitor().submit('POST', '/password/forgot', { email: person.email })
    const [row] = await asOwner<{ trace: string }>(
      `select trace from outbox where name = 'accounts.passwordResetRequested'
       order by created_at desc limit 1`
    )
    assert.match(row?.trace ?? '', /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/)
    await workEvents()
  })

  test('events of requests are handled together, and with one each by itself', async ({
    assert,
  }) => {
    const organisation = await makeOrganisation()
    const transport = { ...tableTransport, acknowledge: async () => {} }
    const together = (trace: string) => {
      const deliveries = [randomUUID(), randomUUID()].map((id): Delivery => ({
        event: {
          id,
          name: 'test.traced',
          version: 1,
          organisation,
          person: null,
          payload: {},
          dueAt: new Date(),
          trace,
        },
        consumer: 'test.follows',
        attempts: 1,
        lease: randomUUID(),
      }))
      return deliverTogether(transport, deliveries, new Date())
    }
    assert.isFalse(await together(formatTraceparent(newTrace(true))))
    assert.isTrue(await together(formatTraceparent(newTrace(false))))
  })
})
