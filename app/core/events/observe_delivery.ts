import { reportError } from '#core/observability/error_reports'
import { metrics } from '#core/observability/metrics'
import { parseTraceparent } from '#core/observability/trace_context'
import { endOf, inTrace, openTrace } from '#core/observability/tracing'
import { findConsumer } from './consumers.js'
import type { Delivery } from './transport.js'

/** What became of a delivery. */
export type Outcome = 'handled' | 'retried' | 'buried'

/** What became of a delivery, and why it is not handled. */
export interface Settled {
  outcome: Outcome
  error?: unknown
}

/**
 * Lets a delivery be seen: as a part of the trace that its event was told in, in the measures, and
 * in the error reports when it is buried.
 */
export function observed(
  { event, consumer, attempts }: Delivery,
  now: Date,
  settle: () => Promise<Settled>
): Promise<Settled> {
  const attributes = {
    'belvedere.event': event.id,
    'belvedere.event_name': event.name,
    'belvedere.attempt': attempts,
  }
  const startedAt = performance.now()
  const opened = openTrace(
    `handle ${consumer}`,
    { kind: 'consumer', attributes, startedAt },
    parseTraceparent(event.trace)
  )
  return inTrace(opened.context, async () => {
    try {
      const settled = await settle()
      const { outcome, error } = settled
      const isHandled = outcome === 'handled'
      const why = isHandled ? {} : endOf(error).attributes
      const told = { ...why, 'belvedere.outcome': outcome }
      opened.end({ attributes: told, hasFailed: !isHandled })
      // A delivery may name a consumer of another release: whatever it is called, it is one label.
      const known = findConsumer(consumer) ? consumer : 'unknown'
      metrics.deliveries.inc({ consumer: known, outcome })
      if (isHandled) {
        const delay = now.getTime() - event.dueAt.getTime() + performance.now() - startedAt
        metrics.eventDelaySeconds.observe({ consumer: known }, Math.max(0, delay) / 1000)
      }
      if (outcome === 'buried') reportError(error, { during: 'event', consumer, event: event.id })
      return settled
    } catch (error) {
      opened.end(endOf(error))
      throw error
    }
  })
}
