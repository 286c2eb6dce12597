import { WIDTHS, type Tip, type Width } from './pen'

/** How a person wants to see canvases, and draw on them. */
export interface Preferences {
  grid: boolean
  map: boolean
  widths: Readonly<Record<Tip, Width>>
}

const PREFIX = 'belvedere.canvas.'

/** What this person chose on this device; where nothing is kept, dots, no minimap and lines of a middle width. */
export function readPreferences(person: string): Preferences {
  const fields = fieldsOf(keptOf(person))
  const widths = fieldsOf(fields.get('widths'))
  const widthOf = (tip: Tip) => WIDTHS.find((each) => each === widths.get(tip)) ?? 'medium'
  return {
    grid: fields.get('grid') !== false,
    map: fields.get('map') === true,
    widths: { pen: widthOf('pen'), highlighter: widthOf('highlighter') },
  }
}

function keptOf(person: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + person) ?? '{}')
  } catch {
    return {}
  }
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])
}

/** Keeps it on this device. One that refuses to keep anything is no reason to fail. */
export function keepPreferences(person: string, preferences: Preferences): void {
  try {
    localStorage.setItem(PREFIX + person, JSON.stringify(preferences))
  } catch {
    // Full, or forbidden: it holds for this page.
  }
}
