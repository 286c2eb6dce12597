/**
 * The letter that a key means, small and Latin, null if it means none. Where a keyboard writes other
 * letters, as the Hebrew one does, the position of the key counts.
 */
export function letterOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase()
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? []
  return letter !== undefined && /^\p{L}$/u.test(key) ? letter.toLowerCase() : null
}

/** Whether a key is pressed alone, or with Shift. */
export function isPlain({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey
}
