/** What is left as minutes and seconds, such as `12:05`; never below `0:00`. `left` in milliseconds. */
export function clockFace(left: number): string {
  const seconds = Math.max(0, Math.ceil(left / 1000))
  const minutes = Math.floor(seconds / 60)
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`
}

/**
 * The minutes worth saying aloud: at five and at one minute, and at the end (0).
 * `null` while there is nothing to say. `left` in milliseconds.
 */
export function minutesToSay(left: number): 5 | 1 | 0 | null {
  if (left <= 0) return 0
  if (left <= 60_000) return 1
  return left <= 300_000 ? 5 : null
}
