/** A content in pieces of a length, the last of which may be shorter. Bytes. */
export function* piecesOf(content: Buffer, length: number): Iterable<Buffer> {
  for (let at = 0; at < content.length; at += length) yield content.subarray(at, at + length)
}

/**
 * What comes as a stream, in parts of the same length, the last of which may be shorter; none when
 * nothing comes.
 *
 * @param length bytes of a part
 * @throws TypeError when something else than bytes comes
 */
export async function* partsOf(
  contents: AsyncIterable<unknown>,
  length: number
): AsyncIterable<Buffer> {
  let pieces: Buffer[] = []
  let size = 0
  for await (const piece of contents) {
    if (!(piece instanceof Uint8Array)) throw new TypeError('A file is made of bytes')
    pieces.push(Buffer.from(piece))
    size += piece.length
    if (size < length) continue
    const all = Buffer.concat(pieces)
    let at = 0
    for (; all.length - at >= length; at += length) yield all.subarray(at, at + length)
    pieces = [all.subarray(at)]
    size = all.length - at
  }
  if (size > 0) yield Buffer.concat(pieces)
}
