import type { LiveBus, LiveNotice } from './live_bus.js'

/** The bus of an appliance with one node. */
export class MemoryBus implements LiveBus {
  readonly #listeners: ((notice: LiveNotice) => void)[] = []

  send(notice: LiveNotice): void {
    for (const listener of this.#listeners) listener(notice)
  }

  listen(listener: (notice: LiveNotice) => void): void {
    this.#listeners.push(listener)
  }

  async stop(): Promise<void> {}
}
