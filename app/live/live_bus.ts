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
  /** Something that concerns the nodes and not people. */
  | { kind: 'nodes'; topic: string; text: string }
  /** Who is on a channel has changed. */
  | { kind: 'presence'; channel: string }
  /** Notices may have been lost: what is shown, and who may see it, is to be asked anew. */
  | { kind: 'missed' }

/**
 * Carries notices to every node, this one included, in the order in which a node sent them. A node
 * hears its own at once. When some may not have arrived, those who listen hear `missed`.
 */
export interface LiveBus {
  send(notice: LiveNotice): void
  listen(listener: (notice: LiveNotice) => void): void
  /** Hands over what waits, and ends. */
  stop(): Promise<void>
}
