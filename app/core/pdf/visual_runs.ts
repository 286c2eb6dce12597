import loaded, { type Bidi } from 'bidi-js'

// The package's types take what it exports for an object that holds it.
const isFactory = (value: unknown): value is () => Bidi => typeof value === 'function'
if (!isFactory(loaded)) throw new Error('bidi-js is not what it was')
const bidi = loaded()

/** A piece of a line that is set in one font, in the order in which pieces stand from left to right. */
export interface VisualRun<Font> {
  font: Font
  /**
   * With Hebrew letters in the order of reading: the shaper turns them round by itself. Anything
   * else from left to right.
   */
  text: string
  /** Where in the line it begins, in the order of reading. */
  start: number
}

const HEBREW = /\p{Script=Hebrew}/u

/**
 * A line as it stands on paper, from left to right.
 *
 * @param fontOf the font that has a character
 */
export function visualRuns<Font>(
  line: string,
  direction: 'ltr' | 'rtl',
  fontOf: (character: string) => Font
): VisualRun<Font>[] {
  const levels = bidi.getEmbeddingLevels(line, direction)
  const mirrored = bidi.getMirroredCharactersMap(line, levels.levels)
  const order = Array.from({ length: line.length }, (_, index) => index)
  for (const [start = 0, end = 0] of bidi.getReorderSegments(line, levels)) {
    order.splice(start, end - start + 1, ...order.slice(start, end + 1).reverse())
  }
  const runs: { font: Font; rtl: boolean; hebrew: boolean; text: string; start: number }[] = []
  for (const index of order) {
    const character = mirrored.get(index) ?? line.charAt(index)
    const font = fontOf(character)
    const rtl = (levels.levels[index] ?? 0) % 2 === 1
    const hebrew = rtl && HEBREW.test(character)
    const last = runs.at(-1)
    if (last && last.font === font && last.rtl === rtl && last.hebrew === hebrew) {
      last.text = hebrew ? character + last.text : last.text + character
      last.start = Math.min(last.start, index)
    } else runs.push({ font, rtl, hebrew, text: character, start: index })
  }
  return runs.map(({ font, text, start }) => ({ font, text, start }))
}
