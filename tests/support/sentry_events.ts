import type { Received } from './receiver.js'

/** An error as a receiver of Sentry's protocol reads it, as far as tests look at it. */
export interface SentryEvent {
  event_id: string
  release: string
  transaction?: string
  tags: Record<string, string>
  contexts?: { trace: { trace_id: string; span_id: string } }
  exception: {
    values: {
      type: string
      value: string
      stacktrace?: { frames: { filename: string; lineno: number; in_app: boolean }[] }
    }[]
  }
}

/**
 * Reads an envelope as a receiver does: its head, then the head and the body of its one item.
 *
 * @throws when it is none
 */
export function readEnvelope({ path, headers, body }: Received): SentryEvent {
  if (!/\/api\/[^/]+\/envelope\/$/.test(path)) throw new Error(`No envelope is sent to ${path}`)
  if (!/^Sentry .*sentry_version=7.*sentry_key=\w+/.test(String(headers['x-sentry-auth']))) {
    throw new Error('The sender does not say who it is')
  }
  const [head = '', item = '', content = '', ...rest] = body.split('\n')
  const { event_id: id }: { event_id: string } = JSON.parse(head)
  const { type }: { type: string } = JSON.parse(item)
  const event: SentryEvent = JSON.parse(content)
  if (type !== 'event' || id !== event.event_id || !/^[0-9a-f]{32}$/.test(id) || rest.join('')) {
    throw new Error('The envelope holds something else than one event')
  }
  return event
}
