/** Bytes that one connection may send at once, and regains each second. */
const BURST_BYTES = 4 * 1024 * 1024
const BYTES_A_SECOND = 256 * 1024
/** Messages likewise: a drag and a cursor are about fifty a second. */
const BURST_MESSAGES = 400
const MESSAGES_A_SECOND = 120

/** What one connection to a canvas may still send, so that nobody keeps the others waiting. */
export class Allowance {
  #bytes = BURST_BYTES
  #messages = BURST_MESSAGES
  #at: number

  /** @param now milliseconds of any clock that only goes forward */
  constructor(now: number) {
    this.#at = now
  }

  /** Takes one message of so many bytes; false when it is too much. */
  takes(bytes: number, now: number): boolean {
    const seconds = Math.max(0, now - this.#at) / 1000
    this.#at = now
    this.#bytes = Math.min(BURST_BYTES, this.#bytes + seconds * BYTES_A_SECOND) - bytes
    this.#messages = Math.min(BURST_MESSAGES, this.#messages + seconds * MESSAGES_A_SECOND) - 1
    return this.#bytes >= 0 && this.#messages >= 0
  }
}
