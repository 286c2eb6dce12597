import { isWritten, type Element } from './element.js'
import { pointsFromText, pointsToText } from './points_text.js'
import { isName, readElementFrom } from './read_element.js'

/** The type by which browsers keep copied elements apart from plain text. */
export const CLIPBOARD_TYPE = 'application/x-belvedere-elements+json'
/** Most elements that are copied at once; the rest is left out. */
export const MAX_COPIED = 2_000
/** Longest clipboard that is read, in UTF-16 units. */
export const MAX_CLIPBOARD_LENGTH = 4 * 1024 * 1024

const VERSION = 1

/**
 * Elements as JSON, for a clipboard.
 * @param canvas the one that they lie on, whose images they may show; null where that is no matter
 */
export function toClipboard(elements: readonly Element[], canvas: string | null = null): string {
  const plain = elements
    .slice(0, MAX_COPIED)
    .map((element) =>
      element.kind === 'stroke' ? { ...element, points: pointsToText(element.points) } : element
    )
  return JSON.stringify({ version: VERSION, canvas, elements: plain })
}

/** The words of elements, a paragraph each, for where only words can be pasted. */
export function wordsOf(elements: readonly Element[]): string {
  return elements
    .filter(isWritten)
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join('\n\n')
}

/**
 * The elements of a clipboard, which anybody may have written: what is not as it should be is left
 * out, and a clipboard that is none of ours has no elements.
 */
export function fromClipboard(json: string): Element[] {
  return readClipboard(json).elements
}

/** As `fromClipboard`, with the canvas that the elements were copied from, where it says one. */
export function readClipboard(json: string): { elements: Element[]; canvas: string | null } {
  if (json.length > MAX_CLIPBOARD_LENGTH) return { elements: [], canvas: null }
  const found = fieldsOf(parsed(json))
  const canvas = found.get('canvas')
  return { elements: elementsIn(found), canvas: isName(canvas) ? canvas : null }
}

function elementsIn(found: ReadonlyMap<string, unknown>): Element[] {
  const elements = found.get('version') === VERSION ? found.get('elements') : null
  if (!Array.isArray(elements)) return []
  const known = new Map<string, Element>()
  for (const each of elements.slice(0, MAX_COPIED)) {
    const fields = fieldsOf(each)
    const id = fields.get('id')
    if (!isName(id)) continue
    const element = readElementFrom(id, {
      get: (key) => fields.get(key),
      text: (value) => (typeof value === 'string' ? value : null),
      points: pointsFromText,
    })
    if (element) known.set(id, element)
  }
  return [...known.values()]
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

function fieldsOf(value: unknown): Map<string, unknown> {
  return new Map<string, unknown>(
    typeof value === 'object' && value !== null ? Object.entries(value) : []
  )
}
