import { createDecoder, type Decoder, readVarInt, readVarString, readVarUint } from 'lib0/decoding'
import { MessageType } from '@hocuspocus/provider'
import { messageYjsSyncStep1, messageYjsSyncStep2 } from 'y-protocols/sync'

/**
 * What was changed in a document here, and how much of it the server has said to be stored. The
 * server answers each message that brings changes, in their order, so each answer is taken for what
 * had been changed when that message was sent. The provider only counts: once connections break it
 * holds the answer to one message for that to another, and what is not stored for stored.
 */
export class SentChanges {
  #changes = 0
  #confirmed = 0
  /** For each message that is not answered yet, the changes that it and those before it brought. */
  #unanswered: number[] = []
  /** Everything that the server lacked has been sent over this connection. */
  #isWhole = false
  /** The server has refused a change on this connection. */
  #isRefused = false

  /** Whether something was changed that the server has not said to be stored. */
  get isUnconfirmed(): boolean {
    return this.#confirmed < this.#changes
  }

  /** Something was changed here. */
  changed(): void {
    this.#changes++
  }

  /** A new connection is open. What was sent over the one before is answered no more. */
  opened(): void {
    this.#unanswered = []
    this.#isWhole = this.#isRefused = false
  }

  /** A message in the protocol of Hocuspocus goes out over the open connection. */
  sent(bytes: Uint8Array): void {
    const decoder = contentOf(bytes, MessageType.Sync)
    if (!decoder) return
    const step = readVarUint(decoder)
    if (step === messageYjsSyncStep1) return
    if (step === messageYjsSyncStep2) this.#isWhole = true
    this.#unanswered.push(this.#isWhole ? this.#changes : 0)
  }

  /** A message of the server has come in, and nobody has acted on it yet. */
  received(bytes: Uint8Array): void {
    const decoder = contentOf(bytes, MessageType.SyncStatus)
    if (!decoder) return
    if (readVarInt(decoder) === 0) this.#isRefused = true
    const stored = this.#unanswered.shift() ?? 0
    if (!this.#isRefused) this.#confirmed = Math.max(this.#confirmed, stored)
  }
}

/** What a message of one type says; null of a message of another. */
function contentOf(bytes: Uint8Array, type: number): Decoder | null {
  // Signs of life are a type alone.
  if (bytes.length === 1) return null
  const decoder = createDecoder(bytes)
  readVarString(decoder)
  return readVarUint(decoder) === type ? decoder : null
}
