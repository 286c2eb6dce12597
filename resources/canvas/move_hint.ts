const PREFIX = 'belvedere.canvasHint.'

/**
 * Whether a person is still to be told how the view is moved, which is so once on a device; where
 * nothing can be kept, never: a hint that always comes again is worse than none.
 */
export function takeMoveHint(person: string): boolean {
  try {
    const isKnown = localStorage.getItem(PREFIX + person) !== null
    localStorage.setItem(PREFIX + person, '1')
    return !isKnown
  } catch {
    return false
  }
}
