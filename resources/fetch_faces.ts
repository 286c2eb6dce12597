import type { CardFace } from '#library/card_view'

/** The faces of all cards: those that are offered, and others that may still lie somewhere. */
export interface Faces {
  cards: CardFace[]
  retired: CardFace[]
}

/** Asks for the faces of all cards in the reader's language; rejects when they do not come. */
export async function fetchFaces(): Promise<Faces> {
  const response = await fetch('/library/faces', { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`The cards were refused: ${response.status}`)
  const read: () => Promise<Faces> = () => response.json()
  return read()
}
