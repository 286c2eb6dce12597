import * as yauzl from 'yauzl'

/** Every file of a zip by its name. */
export async function unzip(zip: Buffer): Promise<Map<string, Buffer>> {
  const file = await yauzl.fromBufferPromise(zip, { lazyEntries: true })
  const files = new Map<string, Buffer>()
  for await (const entry of file.eachEntry()) {
    const pieces: Uint8Array[] = []
    const stream: AsyncIterable<unknown> = await file.openReadStreamPromise(entry)
    for await (const piece of stream) if (piece instanceof Uint8Array) pieces.push(piece)
    files.set(entry.fileName, Buffer.concat(pieces))
  }
  return files
}
