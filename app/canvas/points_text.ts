import { decodePoints, encodePoints, type StrokePoints } from './points.js'

/** The points of a stroke as text (base64 of their bytes), for clipboards and files. */
export function pointsToText(points: StrokePoints): string {
  const bytes = encodePoints(points)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** Reads what `pointsToText` wrote; null for anything else. */
export function pointsFromText(value: unknown): StrokePoints | null {
  if (typeof value !== 'string') return null
  try {
    return decodePoints(Uint8Array.from(atob(value), (letter) => letter.charCodeAt(0)))
  } catch {
    return null
  }
}
