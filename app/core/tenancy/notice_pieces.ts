/** PostgreSQL takes less than 8,000 bytes in one notice, and the head of a piece is not long. */
const PIECE = 7_800
/** Who sent it, the number of the notice, of the piece, how many pieces it has, and the piece. */
const PAYLOAD = /^(\S+) (\d+) (\d+) (\d+) (.*)$/

/** A text in pieces that each fit into a notice of the database. ASCII alone, whatever the text. */
export function piecesOf(text: string): string[] {
  // JSON stays the same JSON; a text can then be cut anywhere, and a character is a byte.
  const ascii = text.replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
  return ascii.match(new RegExp(`.{1,${PIECE}}`, 'g')) ?? []
}

/**
 * What is sent for a notice, one payload for each piece.
 *
 * @param sender the process, without spaces
 * @param number counts the sender's notices from 1, so that whoever hears sees that one is missing
 */
export function payloadsOf(sender: string, number: number, pieces: readonly string[]): string[] {
  return pieces.map((piece, index) => `${sender} ${number} ${index} ${pieces.length} ${piece}`)
}

/** What a payload has completed. */
export interface Taken {
  /** The whole notice; null while pieces are missing. */
  text: string | null
  /** Some that the sender sent before did not arrive. */
  hasMissed: boolean
}

/** What has come of one sender so far. */
interface Heard {
  /** The number of its last whole notice; null before the first. */
  number: number | null
  text: string
  pieces: number
}

/** Puts the notices of others together again, each sender's in their order. */
export class NoticePieces {
  readonly #heard = new Map<string, Heard>()

  /** @param own the process whose own payloads are passed over */
  constructor(private readonly own: string) {}

  /** Begins anew, as if nobody had been heard yet. */
  forget(): void {
    this.#heard.clear()
  }

  /** Takes the next payload. What is none, or has been taken before, completes nothing. */
  take(payload: string): Taken {
    const [, sender = '', ...parts] = PAYLOAD.exec(payload) ?? []
    const [number = 0, index = 0, count = 0] = parts.slice(0, 3).map(Number)
    const nothing = { text: null, hasMissed: false }
    if (sender === '' || sender === this.own) return nothing
    const heard = this.#heard.get(sender) ?? { number: null, text: '', pieces: 0 }
    this.#heard.set(sender, heard)
    // What was sent again because its receipt got lost.
    if (heard.number !== null && number <= heard.number) return nothing
    if (index === 0) Object.assign(heard, { text: '', pieces: 0 })
    if (index === heard.pieces) {
      heard.text += parts[3] ?? ''
      heard.pieces++
    }
    if (index < count - 1) return nothing
    const isWhole = heard.pieces === count
    const followsOn = heard.number === null || number === heard.number + 1
    heard.number = number
    return { text: isWhole ? heard.text : null, hasMissed: !isWhole || !followsOn }
  }
}
