import { createHash } from 'node:crypto'
import { Transform, type Readable, type TransformCallback } from 'node:stream'
import type { ByteRange } from './blob_driver.js'
import { BlobError } from './blob_error.js'

/** The SHA-256 that the last part of a key is; null when it is none. */
export function digestIn(key: string): string | null {
  return /(?:^|\/)([0-9a-f]{64})$/.exec(key)?.[1] ?? null
}

/** Passes a content on and counts it: its SHA-256 and size are known when it has ended. */
export class Digest extends Transform {
  private hash = createHash('sha256')
  /** Bytes so far. */
  size = 0

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
    this.hash.update(piece)
    this.size += piece.length
    done(null, piece)
  }

  /** As hexadecimal. Ask once, after the end. */
  result(): string {
    return this.hash.digest('hex')
  }
}

/**
 * A stored content that ends well only if all of it is as it was put: its last piece is held back
 * until the whole has been read. Of a range the whole is read too.
 *
 * @param digest its SHA-256, as hexadecimal
 * @param toError what an error of reading means
 */
export function checked(
  content: Readable,
  key: string,
  digest: string,
  toError: (error: unknown) => BlobError,
  range?: ByteRange
): Readable {
  const check = new Check(key, digest, range)
  content.once('error', (error) => check.destroy(toError(error)))
  check.once('close', () => content.destroy())
  return content.pipe(check)
}

class Check extends Transform {
  private hash = createHash('sha256')
  private at = 0
  private held: Buffer | null = null

  constructor(
    private key: string,
    private digest: string,
    private range: ByteRange | undefined
  ) {
    super()
  }

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
    this.hash.update(piece)
    const wanted = this.wantedOf(piece)
    this.at += piece.length
    if (wanted.length === 0) return done()
    const { held } = this
    this.held = wanted
    if (held) done(null, held)
    else done()
  }

  override _flush(done: TransformCallback) {
    if (this.hash.digest('hex') !== this.digest) return done(new BlobError('damaged', this.key))
    if (this.held) done(null, this.held)
    else done()
  }

  private wantedOf(piece: Buffer): Buffer {
    if (!this.range) return piece
    const from = Math.max(0, this.range.start - this.at)
    const to = Math.max(0, this.range.start + this.range.length - this.at)
    return piece.subarray(from, to)
  }
}
