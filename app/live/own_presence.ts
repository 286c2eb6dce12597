import type { PresenceStore } from './presence_store.js'

/** Presence where there is nothing between nodes to keep it in: each shows its own people. */
export class OwnPresence implements PresenceStore {
  async put(): Promise<void> {}

  async others(): Promise<[]> {
    return []
  }

  onChange(): void {}

  async stop(): Promise<[]> {
    return []
  }
}
