import type { PresentPerson } from './protocol.js'

/** Which subscriptions to close. A connection or subscription must match every field that is given. */
export interface Closing {
  organisation?: string
  person?: string
  signInSession?: string
  channel?: string
  /** Those who are meant stay signed in and may come back at once. Names nobody by itself. */
  rightsChanged?: true
}

/** What nodes tell each other. */
export type LiveNotice =
  | {
      kind: 'message'
      channel: string
      sequence: number
      body: unknown
      /** W3C `traceparent` of what is told of. */
      trace?: string | null
    }
  | { kind: 'close'; closing: Closing }
  | { kind: 'presence'; channel: string; node: string; people: PresentPerson[] }
  /** Something that concerns the nodes and not people. */
  | { kind: 'nodes'; topic: string; text: string }

/**
 * Carries notices to every node, this one included, in the order in which a node sent them.
 * A notice that is lost costs a client one stale view until it subscribes again, never data.
 */
export interface LiveBus {
  send(notice: LiveNotice): void
  listen(listener: (notice: LiveNotice) => void): void
}
