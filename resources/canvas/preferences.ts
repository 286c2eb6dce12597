/** How a person wants to see canvases. */
export interface Preferences {
  grid: boolean
  map: boolean
}

const PREFIX = 'belvedere.canvas.'

/** What this person chose on this device; where nothing is kept, dots and no minimap. */
export function readPreferences(person: string): Preferences {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PREFIX + person) ?? '{}')
    const fields = new Map(typeof kept === 'object' && kept !== null ? Object.entries(kept) : [])
    return { grid: fields.get('grid') !== false, map: fields.get('map') === true }
  } catch {
    return { grid: true, map: false }
  }
}

/** Keeps it on this device. One that refuses to keep anything is no reason to fail. */
export function keepPreferences(person: string, preferences: Preferences): void {
  try {
    localStorage.setItem(PREFIX + person, JSON.stringify(preferences))
  } catch {
    // Full, or forbidden: it holds for this page.
  }
}
