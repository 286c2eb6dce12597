import { setTimeout as sleep } from 'node:timers/promises'

/** Where a postman takes what it is given. */
export interface Destination {
  url: string
  headers: Record<string, string>
}

/** How a postman spends its time. */
export interface Pace {
  /** Milliseconds that one try may take. */
  tryMs: number
  /** Waits for so many milliseconds between two tries, or until the signal. */
  rest: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

const TRIES = 3
const MOST_WAITING = 16
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000
const FAREWELL_MS = 2_000
const PACE: Pace = {
  tryMs: 5_000,
  rest: (milliseconds, signal) =>
    sleep(milliseconds, undefined, { signal, ref: false }).catch(() => undefined),
}
const TRY_AGAIN = new Set([429, 500, 502, 503, 504])

/**
 * Takes bodies to one address, one after the other, while the appliance goes on. What cannot be
 * brought there in three tries is dropped, and so is what comes while sixteen are waiting: a
 * receiver that is away or slow costs a bounded amount of memory and nothing else.
 */
export class Postman {
  readonly #waiting: string[] = []
  readonly #farewell = new AbortController()
  #round: Promise<void> | undefined
  readonly #hurry = new AbortController()

  constructor(
    private readonly destination: Destination,
    private readonly onDropped: () => void,
    private readonly pace = PACE
  ) {}

  /** Takes a body along, or drops it when too many are waiting. */
  post(body: string): void {
    if (this.#waiting.length >= MOST_WAITING) return this.onDropped()
    this.#waiting.push(body)
    this.#round ??= this.#goRound().finally(() => (this.#round = undefined))
  }

  /** Waits until everything has been brought or dropped. */
  async settled(): Promise<void> {
    await this.#round
  }

  /** Tries what is left once more, for two seconds at most. */
  async close(): Promise<void> {
    this.#hurry.abort()
    const timer = setTimeout(() => this.#farewell.abort(), FAREWELL_MS)
    await this.#round
    clearTimeout(timer)
  }

  async #goRound(): Promise<void> {
    for (let body = this.#waiting.shift(); body !== undefined; body = this.#waiting.shift()) {
      if (!(await this.#bring(body))) this.onDropped()
    }
  }

  async #bring(body: string): Promise<boolean> {
    for (let number = 1; number <= TRIES; number++) {
      const answer = await this.#try(body)
      if (answer === 'brought') return true
      if (answer === 'refused' || number === TRIES) return false
      const wait = answer.retryAfterMs ?? FIRST_WAIT_MS * 4 ** (number - 1)
      await this.pace.rest(Math.min(wait, LONGEST_WAIT_MS), this.#hurry.signal)
    }
    return false
  }

  async #try(body: string): Promise<'brought' | 'refused' | { retryAfterMs?: number }> {
    try {
      const response = await fetch(this.destination.url, {
        method: 'POST',
        headers: this.destination.headers,
        body,
        // Nobody but the configured address is spoken to.
        redirect: 'error',
        signal: AbortSignal.any([this.#farewell.signal, AbortSignal.timeout(this.pace.tryMs)]),
      })
      await response.body?.cancel()
      if (response.ok) return 'brought'
      if (!TRY_AGAIN.has(response.status)) return 'refused'
      return waitOf(response.headers.get('retry-after'))
    } catch {
      return {}
    }
  }
}

function waitOf(retryAfter: string | null): { retryAfterMs?: number } {
  if (!retryAfter) return {}
  const seconds = Number(retryAfter)
  const retryAfterMs = Number.isFinite(seconds)
    ? seconds * 1000
    : Date.parse(retryAfter) - Date.now()
  return Number.isFinite(retryAfterMs) ? { retryAfterMs: Math.max(0, retryAfterMs) } : {}
}
