import { createHash } from 'node:crypto'

/**
 * Passes on what comes in, and looks whether it is what it should be.
 *
 * @param {AsyncIterable<Buffer>} source
 * @param {{ name: string, sha256: string, bytes: number }} model
 * @throws {Error} at the end, when it has another digest; before, when it is too long
 */
export async function* arriving(source, { name, sha256, bytes }) {
  const hash = createHash('sha256')
  let came = 0
  for await (const piece of source) {
    came += piece.length
    if (came > bytes) throw new Error(`${name} is longer than ${bytes} bytes`)
    hash.update(piece)
    yield piece
  }
  if (came < bytes) throw new Error(`${name} was cut off after ${came} of ${bytes} bytes`)
  if (hash.digest('hex') !== sha256) throw new Error(`${name} is not what it should be: SHA-256`)
}
