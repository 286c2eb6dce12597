/**
 * A model of whisper.cpp without a weight, in its format of 2022 (`ggml`): a server starts with it and
 * hears nothing. The sizes are those of `tiny`.
 */
export function emptyWhisperModel(): Buffer {
  const MEL_FILTERS = 80
  const FREQUENCIES = 201
  const [vocabulary, text, audio] = [51_865, [448, 384, 6, 4], [1500, 384, 6, 4]]
  const numbers = (...values: number[]) => {
    const bytes = Buffer.alloc(values.length * 4)
    values.forEach((value, place) => bytes.writeInt32LE(value, place * 4))
    return bytes
  }
  return Buffer.concat([
    Buffer.from('lmgg'),
    numbers(vocabulary, ...audio, ...text, MEL_FILTERS, 1),
    numbers(MEL_FILTERS, FREQUENCIES),
    Buffer.alloc(MEL_FILTERS * FREQUENCIES * 4),
    // One word; the server makes up the others.
    numbers(1, 1),
    Buffer.from('a'),
  ])
}
