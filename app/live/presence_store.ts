import type { PresentPerson } from './protocol.js'

/** What nodes tell each other of who is on which channel. */
export interface PresenceStore {
  /** Says who of this node's people is on a channel now; nobody, and the node is forgotten there. */
  put(channel: string, people: PresentPerson[]): Promise<void>

  /** Who is on a channel by other nodes; nobody while that cannot be found out. */
  others(channel: string): Promise<PresentPerson[]>

  /**
   * Calls back when what other nodes said has changed without a word from them: on all channels.
   *
   * @param listener is told whether a node has ended without a farewell, and with it perhaps what
   *   it was about to tell
   */
  onChange(listener: (hasLostNode: boolean) => void): void

  /** Takes this node's people away, and answers the channels on which others may still show them. */
  stop(): Promise<string[]>
}
