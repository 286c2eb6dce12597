import { LARGEST_DOCUMENT } from '../document_size.js'

/** So much at once, and so much more each second. */
interface Measure {
  burst: number
  aSecond: number
}

/** Bytes: a whole canvas comes at once, from a file or drawn without a network, and maybe again. */
const BYTES: Measure = { burst: 2 * LARGEST_DOCUMENT, aSecond: 256 * 1024 }
/** Messages: a drag and a cursor are about fifty a second. */
const MESSAGES: Measure = { burst: 400, aSecond: 120 }
/** Questions for the whole document or all cursors: two for each time that a canvas is opened. */
const QUESTIONS: Measure = { burst: 60, aSecond: 0.5 }

/** What one person may still send to canvases, so that nobody keeps the others waiting. */
export class Allowance {
  #bytes = BYTES.burst
  #messages = MESSAGES.burst
  #questions = QUESTIONS.burst
  #at: number

  /** @param now milliseconds of any clock that only goes forward */
  constructor(now: number) {
    this.#at = now
  }

  /** Takes one message of so many bytes; false when it is too much. */
  takes(bytes: number, asks: boolean, now: number): boolean {
    const seconds = Math.max(0, now - this.#at) / 1000
    this.#at = now
    this.#bytes = left(this.#bytes, BYTES, seconds) - bytes
    this.#messages = left(this.#messages, MESSAGES, seconds) - 1
    this.#questions = left(this.#questions, QUESTIONS, seconds) - (asks ? 1 : 0)
    return this.#bytes >= 0 && this.#messages >= 0 && this.#questions >= 0
  }
}

function left(before: number, { burst, aSecond }: Measure, seconds: number): number {
  return Math.min(burst, before + seconds * aSecond)
}
