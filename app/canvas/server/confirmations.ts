import { createDecoder, readVarString, readVarUint } from 'lib0/decoding'
import { MessageType } from '@hocuspocus/server'

/**
 * What clients are waiting to be told about one document: that their changes have arrived. It is
 * told once they are stored, so that what somebody believes to be safe is.
 */
export class Confirmations {
  #changes = 0
  #stored = 0
  #waiting: { change: number; send: () => void }[] = []

  /** Whether there is something that has not been stored. */
  get isUnstored(): boolean {
    return this.#stored < this.#changes
  }

  /** The document has changed. */
  changed(): void {
    this.#changes++
  }

  /** Confirms what has changed until now: at once when it is stored, otherwise when it is. */
  confirm(send: () => void): void {
    if (this.isUnstored) this.#waiting.push({ change: this.#changes, send })
    else send()
  }

  /** Call it before the document is read to be stored, and what it returns once it has been. */
  storing(): () => void {
    const until = this.#changes
    return () => {
      this.#stored = Math.max(this.#stored, until)
      const ready = this.#waiting.filter(({ change }) => change <= until)
      this.#waiting = this.#waiting.filter(({ change }) => change > until)
      for (const { send } of ready) send()
    }
  }
}

const CONFIRMATION: number = MessageType.SyncStatus
/** The longest message that can be a confirmation: the document's name and two numbers. Bytes. */
const LONGEST = 100

/** Whether a message of the server tells a client that its change has arrived. */
export function isConfirmation(bytes: Uint8Array): boolean {
  if (bytes.length > LONGEST) return false
  const decoder = createDecoder(bytes)
  readVarString(decoder)
  return readVarUint(decoder) === CONFIRMATION && readVarUint(decoder) === 1
}
