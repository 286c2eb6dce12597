/**
 * The letters that Hebrew writes onto the front of a word, in the only order in which they occur:
 * and, that or when, in or to or as or from, the.
 */
const PREFIXES = /^(ו?)(כש|מש|ש)?([בלכמ]?)(ה?)/

const SHORTEST_WORD = 2

/**
 * What a folded Hebrew word may be without the letters written onto its front: והשער may be השער or
 * שער. Not every reading is a word; search indexes and asks for all of them, so they meet.
 */
export function withoutPrefixes(word: string): string[] {
  const readings = new Set<string>()
  const parts = (PREFIXES.exec(word) ?? []).slice(1).filter((part) => part)
  let rest = word
  for (const part of parts) {
    rest = rest.slice(part.length)
    if (rest.length >= SHORTEST_WORD) readings.add(rest)
  }
  return [...readings]
}
