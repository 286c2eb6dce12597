import {
  AckPolicy,
  type ConsumerConfig,
  type ConsumerInfo,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
  type StreamInfo,
} from '@nats-io/jetstream'
import { nanos } from '@nats-io/transport-node'
import type { Consumer } from '../event.js'
import { unavailable } from './nats_errors.js'

/** The stream's name. An account holds the stream of one appliance. */
export const STREAM = 'BELVEDERE'

const PREFIX = 'belvedere.events'
const OWNER = 'belvedere_appliance'
const DUPLICATE_WINDOW_MS = 2 * 60_000

/** For how long a message is a taker's that does not say that it still works on it. Milliseconds. */
export const ACK_WAIT_MS = 15_000

/** More than ever wait for another attempt, so that what fails keeps nothing else from coming. */
const MOST_UNSETTLED = 20_000

/** Where an event of this name is published. */
export function subjectOf(event: string): string {
  return `${PREFIX}.${event}`
}

/** The durable of a consumer of ours: dots are not allowed in its name. */
export function durableOf(consumer: string): string {
  return consumer.replaceAll('.', '-')
}

function streamConfig(appliance: string, replicas: number) {
  return {
    subjects: [`${PREFIX}.>`],
    storage: StorageType.File,
    num_replicas: replicas,
    duplicate_window: nanos(DUPLICATE_WINDOW_MS),
    // A message is kept until each durable that asked for it has it acknowledged.
    retention: RetentionPolicy.Interest,
    // When it is full an event waits in the outbox, and none that waits in the stream is dropped.
    discard: DiscardPolicy.New,
    metadata: { [OWNER]: appliance },
  } satisfies Partial<StreamConfig>
}

function consumerConfig({ name, event }: Consumer) {
  return {
    durable_name: durableOf(name),
    filter_subject: subjectOf(event),
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    ack_wait: nanos(ACK_WAIT_MS),
    // How often something is tried is for the appliance to say.
    max_deliver: -1,
    max_ack_pending: MOST_UNSETTLED,
  } satisfies Partial<ConsumerConfig>
}

/**
 * Finds the appliance's stream.
 *
 * @returns null when there is none
 * @throws EventsUnavailableError when it is another appliance's
 */
export async function findStream(
  manager: JetStreamManager,
  appliance: string
): Promise<StreamInfo | null> {
  try {
    const info = await manager.streams.info(STREAM)
    if (info.config.metadata?.[OWNER] !== appliance) throw unavailable('streamOfAnotherAppliance')
    return info
  } catch (error) {
    if (isStreamMissing(error)) return null
    throw error
  }
}

function isStreamMissing(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound
}

/** Makes the stream, or brings it to what is declared; limits that an operator has set stay. */
export async function declareStream(
  manager: JetStreamManager,
  appliance: string,
  replicas: number
): Promise<StreamInfo> {
  const config = streamConfig(appliance, replicas)
  const info = await findStream(manager, appliance)
  if (!info) return manager.streams.add({ name: STREAM, ...config })
  if (isAs(info.config, config)) return info
  return manager.streams.update(STREAM, {
    ...info.config,
    ...config,
    metadata: { ...info.config.metadata, ...config.metadata },
  })
}

/** Makes the durables of these consumers, and brings them to what is declared. */
export async function declareDurables(
  manager: JetStreamManager,
  consumers: readonly Consumer[]
): Promise<Map<string, ConsumerInfo>> {
  const present = await listDurables(manager)
  const durables = new Map<string, ConsumerInfo>()
  for (const consumer of consumers) {
    const config = consumerConfig(consumer)
    const info = present.get(config.durable_name)
    durables.set(
      consumer.name,
      info && isAs(info.config, config)
        ? info
        : info
          ? await manager.consumers.update(STREAM, config.durable_name, config)
          : await manager.consumers.add(STREAM, config)
    )
  }
  return durables
}

/** Removes the durables of consumers that are no more, so that nothing is kept for them. */
export async function removeOtherDurables(
  manager: JetStreamManager,
  consumers: readonly Consumer[]
): Promise<void> {
  const known = new Set(consumers.map(({ name }) => durableOf(name)))
  for (const name of (await listDurables(manager)).keys()) {
    if (!known.has(name)) await manager.consumers.delete(STREAM, name)
  }
}

/** The stream's durables, and how far each has come. */
export async function listDurables(manager: JetStreamManager): Promise<Map<string, ConsumerInfo>> {
  const found = new Map<string, ConsumerInfo>()
  for await (const info of manager.consumers.list(STREAM)) found.set(info.name, info)
  return found
}

/** Whether everything that is declared is so. What the server adds does not count. */
function isAs(actual: object, declared: object): boolean {
  const found = new Map<string, unknown>(Object.entries(actual))
  return Object.entries(declared).every(([key, value]: [string, unknown]) => {
    const other = found.get(key)
    return typeof value === 'object' && value !== null && typeof other === 'object' && other
      ? isAs(other, value)
      : other === value
  })
}
