const KEY = 'clock-offset'

/** What to add to this device's clock to get the server's, as last heard; −∞ when never. Milliseconds. */
export function keptOffset(): number {
  try {
    const kept = localStorage.getItem(KEY)
    return kept === null || !Number.isFinite(Number(kept)) ? -Infinity : Number(kept)
  } catch {
    return -Infinity
  }
}

/** Keeps it for pages that open without a network. A browser that keeps nothing is no reason to fail. */
export function keepOffset(offset: number): void {
  try {
    localStorage.setItem(KEY, String(offset))
  } catch {
    // Private windows may refuse.
  }
}
