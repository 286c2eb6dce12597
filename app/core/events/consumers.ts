import type { Consumer, EventName } from './event.js'

const consumers = new Map<string, Consumer>()

/**
 * Declares who reacts to an event. Every file with one is listed in its module's
 * `consumers/index.ts`, and every such list in `start/consumers.ts`.
 *
 * @throws when the name is taken
 */
export function defineConsumer<Name extends EventName>(consumer: Consumer<Name>): Consumer<Name> {
  if (consumers.has(consumer.name)) throw new Error(`There are two consumers ${consumer.name}`)
  consumers.set(consumer.name, consumer)
  return consumer
}

/** The names of those who react to an event. */
export function consumersOf(event: string): string[] {
  return [...consumers.values()].filter((each) => each.event === event).map(({ name }) => name)
}

/** A consumer by its name; undefined when this release has none of that name. */
export function findConsumer(name: string): Consumer | undefined {
  return consumers.get(name)
}

/** The names of all consumers. */
export function consumerNames(): string[] {
  return [...consumers.keys()]
}

/** All consumers of this release. */
export function allConsumers(): Consumer[] {
  return [...consumers.values()]
}
