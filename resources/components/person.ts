/** How many colours the tokens hold for people. */
export const personColours = 8

/** One or two letters for a name: of its first and its last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u)
  const chosen = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]]
  return chosen
    .map((word) => word?.match(/\p{L}|\p{N}/u)?.[0] ?? '')
    .join('')
    .toLocaleUpperCase()
}

/** The colour (1 to 8) that belongs to a person's id, the same everywhere. */
export function personColour(id: string): number {
  let hash = 0
  for (const letter of id) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return (hash % personColours) + 1
}
