/** A client sent something that PostgreSQL's protocol does not have. */
export class FrameError extends Error {
  override name = 'FrameError'
}

/**
 * A whole question to the database (the start of a connection, one simple query, or all messages up
 * to a Sync), or a request that is answered without it.
 */
export type Question = Uint8Array | 'tls' | 'end'

// Codes that stand where a start message has its version.
const TLS_REQUEST = 80_877_103
const CANCEL_REQUEST = 80_877_102

const TERMINATE = 'X'
/**
 * Messages that end a question: Query, Sync, FunctionCall, CopyDone and CopyFail. A Flush does not:
 * what was begun before it would stay open in the one session while another client is served.
 */
const ASKS = new Set(['Q', 'S', 'F', 'c', 'f'])

/** No statement of the appliance, with all that is bound to it, comes near this. Bytes. */
const LARGEST = 256 * 1024 * 1024

/**
 * Cuts what one client sends into questions.
 *
 * Source: PostgreSQL's documentation, "Frontend/Backend Protocol", message formats.
 */
export class Frames {
  private chunks: Buffer[] = []
  private length = 0
  /** Bytes that must be there before it is worth looking again. */
  private needed = 8
  private isStarted = false
  /** Messages of the question so far, in `bytes` from the start. */
  private bytes = 0

  /**
   * Takes the next bytes; returns the questions that they complete.
   *
   * @throws FrameError at a message that cannot be
   */
  read(chunk: Buffer): Question[] {
    const questions: Question[] = []
    this.chunks.push(chunk)
    this.length += chunk.length
    while (this.length >= this.needed) {
      // Joined only when it completes something, so that a long message is not copied again and again.
      const all = this.chunks.length > 1 ? Buffer.concat(this.chunks, this.length) : this.chunks[0]
      if (!all) break
      this.chunks = [all]
      const question = this.isStarted ? this.message(all) : this.start(all)
      if (!question) continue
      const rest = all.subarray(this.bytes)
      this.chunks = rest.length > 0 ? [rest] : []
      this.length = rest.length
      this.bytes = 0
      this.needed = this.isStarted ? 5 : 8
      questions.push(question)
    }
    return questions
  }

  private start(all: Buffer): Question | undefined {
    const length = all.readInt32BE(0)
    const code = all.readInt32BE(4)
    if (length < 8 || length > 10_000) throw new FrameError('The start message has no valid length')
    if (all.length < length) {
      this.needed = length
      return undefined
    }
    this.bytes = length
    if (code === TLS_REQUEST) return 'tls'
    if (code === CANCEL_REQUEST) return 'end'
    this.isStarted = true
    return all.subarray(0, length)
  }

  private message(all: Buffer): Question | undefined {
    const at = this.bytes
    const type = String.fromCharCode(all.readUInt8(at))
    const end = at + 1 + all.readInt32BE(at + 1)
    if (end < at + 5 || end > LARGEST) throw new FrameError('A message has no valid length')
    if (all.length < end) {
      this.needed = end
      return undefined
    }
    if (type === TERMINATE) {
      this.bytes = end
      return 'end'
    }
    this.bytes = end
    if (ASKS.has(type)) return all.subarray(0, end)
    this.needed = end + 5
    return undefined
  }
}
