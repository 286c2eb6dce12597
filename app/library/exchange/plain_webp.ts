/** What of a WebP is picture: the bitstreams themselves, lossy with its alpha or lossless. */
const BITSTREAMS = new Set(['VP8 ', 'VP8L'])

interface Chunk {
  kind: string
  /** Content, without the filling byte. */
  content: Buffer
}

function chunksOf(webp: Buffer): Chunk[] | null {
  if (webp.toString('latin1', 0, 4) !== 'RIFF' || webp.toString('latin1', 8, 12) !== 'WEBP') {
    return null
  }
  const chunks: Chunk[] = []
  const end = Math.min(webp.length, webp.readUInt32LE(4) + 8)
  let at = 12
  while (at + 8 <= end) {
    const size = webp.readUInt32LE(at + 4)
    if (at + 8 + size > end) return null
    chunks.push({
      kind: webp.toString('latin1', at, at + 4),
      content: webp.subarray(at + 8, at + 8 + size),
    })
    at += 8 + size + (size % 2)
  }
  return chunks
}

/**
 * The same WebP with nothing but its picture: no metadata, no unknown pieces, nothing behind its
 * end. Null when there is more to the picture than one opaque bitstream, such as a colour profile,
 * alpha or an animation, without which it would look otherwise.
 */
export function plainWebp(webp: Buffer): Buffer | null {
  const chunks = chunksOf(webp)
  const [picture, ...more] = chunks?.filter(({ kind }) => BITSTREAMS.has(kind)) ?? []
  const isMore = chunks?.some(({ kind }) => ['ICCP', 'ALPH', 'ANIM', 'ANMF'].includes(kind))
  if (!picture || more.length > 0 || isMore) return null
  const { kind, content } = picture
  const filling = content.length % 2
  const head = Buffer.alloc(20)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(4 + 8 + content.length + filling, 4)
  head.write('WEBP', 8, 'latin1')
  head.write(kind, 12, 'latin1')
  head.writeUInt32LE(content.length, 16)
  return Buffer.concat([head, content, Buffer.alloc(filling)])
}
