import { settings } from '#config/settings'
import { tableTransport } from './table_transport.js'
import type { EventTransport } from './transport.js'

let opened: EventTransport | undefined

/**
 * The transport that the settings ask for: NATS JetStream, or the embedded one without `NATS_URL`.
 *
 * @throws EventsUnavailableError when it cannot be used
 */
export async function openTransport(): Promise<EventTransport> {
  opened = settings.natsUrl ? await openJetStream(settings.natsUrl) : tableTransport
  return opened
}

/** The transport that this process has opened. */
export function openedTransport(): EventTransport | undefined {
  return opened
}

/**
 * JetStream as the settings describe it.
 *
 * @throws EventsUnavailableError when it cannot be used
 */
export async function openJetStream(url: string) {
  // Loaded only where it is used.
  const { JetStreamTransport } = await import('./jetstream/jetstream_transport.js')
  return JetStreamTransport.open(
    {
      url,
      credentials: settings.natsCredentials || undefined,
      ca: settings.natsCa || undefined,
      certificate: settings.natsCertificate || undefined,
      key: settings.natsKey || undefined,
    },
    Number(settings.natsReplicas)
  )
}
