/** An image that a canvas has. */
export interface KeptImage {
  id: string
  /** Of the larger size, in px. */
  width: number
  height: number
}

/** What the server says of an image that it has kept; null when it says something else. */
export function keptImage(body: unknown): KeptImage | null {
  if (typeof body !== 'object' || body === null) return null
  if (!('id' in body && 'width' in body && 'height' in body)) return null
  const { id, width, height } = body
  if (typeof id !== 'string' || typeof width !== 'number' || typeof height !== 'number') return null
  return { id, width, height }
}
