import { DatabaseNotices } from '#core/tenancy/database_notices'
import type { LiveBus, LiveNotice } from './live_bus.js'

const TOPIC = 'belvedere_live'

/** The bus of an appliance whose nodes share a PostgreSQL. */
export class PostgresBus implements LiveBus {
  readonly #listeners: ((notice: LiveNotice) => void)[] = []
  readonly #notices: DatabaseNotices

  private constructor(url: string) {
    this.#notices = new DatabaseNotices(url, TOPIC, {
      heard: (text) => this.#hear(text),
      missed: () => this.#tell({ kind: 'missed' }),
    })
  }

  /**
   * Connects to the database of this address.
   *
   * @throws NoNoticesError when notices do not arrive over it
   */
  static async start(url: string): Promise<PostgresBus> {
    const bus = new PostgresBus(url)
    await bus.#notices.start()
    return bus
  }

  send(notice: LiveNotice): void {
    this.#tell(notice)
    this.#notices.send(JSON.stringify(notice))
  }

  listen(listener: (notice: LiveNotice) => void): void {
    this.#listeners.push(listener)
  }

  stop(): Promise<void> {
    return this.#notices.stop()
  }

  #hear(text: string): void {
    const notice = parseNotice(text)
    if (notice) this.#tell(notice)
  }

  #tell(notice: LiveNotice): void {
    for (const listener of this.#listeners) listener(notice)
  }
}

const KINDS: ReadonlySet<unknown> = new Set(['message', 'close', 'presence', 'nodes', 'missed'])

/** Another release may send what this one does not know; that is passed over. */
function parseNotice(text: string): LiveNotice | null {
  try {
    const value: unknown = JSON.parse(text)
    return isNotice(value) ? value : null
  } catch {
    return null
  }
}

function isNotice(value: unknown): value is LiveNotice {
  return typeof value === 'object' && value !== null && 'kind' in value && KINDS.has(value.kind)
}
