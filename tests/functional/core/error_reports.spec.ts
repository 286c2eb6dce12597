import { randomUUID } from 'node:crypto'
import { HttpContextFactory } from '@adonisjs/core/factories/http'
import { test } from '@japa/runner'
import { coreErrors } from '#core/errors/core_errors'
import BelvedereExceptionHandler from '#core/errors/exception_handler'
import { MAX_ATTEMPTS } from '#core/events/back_off'
import { defineConsumer } from '#core/events/consumers'
import { deliver } from '#core/events/deliver'
import { tableTransport } from '#core/events/table_transport'
import type { Delivery } from '#core/events/transport'
import { reportErrorsTo, type ErrorPlace } from '#core/observability/error_reports'
import { makeOrganisation } from '#tests/support/people'

declare module '#core/events/event' {
  interface EventPayloads {
    'test.broke': Record<string, never>
  }
}

defineConsumer({
  name: 'test.breaks',
  event: 'test.broke',
  handle: () => Promise.reject(new RangeError('words of somebody')),
})

test.group('Reported is', (group) => {
  const reports: ErrorPlace[] = []

  group.each.setup(() => {
    reports.length = 0
    reportErrorsTo({ report: (_error, place) => reports.push(place) })
    return () => reportErrorsTo(undefined)
  })

  const failWith = (error: unknown) =>
    new BelvedereExceptionHandler().report(error, new HttpContextFactory().create())

  const deliverFor = async (attempts: number): Promise<Delivery> => {
    const organisation = await makeOrganisation()
    const event = {
      id: randomUUID(),
      name: 'test.broke' as const,
      version: 1,
      organisation,
      person: null,
      payload: {},
      dueAt: new Date(),
      trace: null,
    }
    const delivery = { event, consumer: 'test.breaks', attempts, lease: randomUUID() }
    const transport = { ...tableTransport, retry: async () => {}, bury: async () => {} }
    await deliver(transport, delivery, new Date())
    return delivery
  }

  test('no refusal, and no database that is away for a while', async ({ assert }) => {
    await failWith(coreErrors.notFound())
    await failWith(coreErrors.tooManyRequests())
    await failWith(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }))
    await failWith(Object.assign(new Error('away'), { code: '57P01' }))
    assert.deepEqual(reports, [])
  })

  test('no event that is tried again', async ({ assert }) => {
    await deliverFor(1)
    assert.deepEqual(reports, [])
  })

  test('an event that is buried, with its consumer', async ({ assert }) => {
    const { event, consumer } = await deliverFor(MAX_ATTEMPTS)
    assert.deepEqual(reports, [{ during: 'event', consumer, event: event.id }])
  })

  test('a request that failed for a reason nobody knows', async ({ assert }) => {
    await failWith(new RangeError('words of somebody'))
    await failWith(Object.assign(new Error('words of somebody'), { code: '42601' }))
    assert.deepEqual(
      reports.map(({ during }) => during),
      ['request', 'request']
    )
  })
})
