import * as Y from 'yjs'
import { readElements } from '#canvas/document'
import type { ListedVersion } from '#canvas/versions/version'
import { encodePoints } from '#canvas/points'
import type { Element } from '#canvas/element'

const addressOf = (canvas: string) => `/canvases/${canvas}/versions`

/** The versions of a canvas, the newest first; null when they could not be had. */
export async function fetchVersions(canvas: string): Promise<ListedVersion[] | null> {
  try {
    const response = await fetch(addressOf(canvas), { headers: { accept: 'application/json' } })
    if (!response.ok) return null
    const read: () => Promise<{ versions: ListedVersion[] }> = () => response.json()
    return (await read()).versions
  } catch {
    return null
  }
}

/** An earlier state of a canvas, or why there is none: it is erased, or could not be had. */
export async function fetchVersion(
  canvas: string,
  version: string
): Promise<Y.Doc | 'erased' | 'failed'> {
  try {
    const response = await fetch(`${addressOf(canvas)}/${version}`)
    if (response.status === 410) return 'erased'
    if (!response.ok) return 'failed'
    const doc = new Y.Doc()
    Y.applyUpdate(doc, new Uint8Array(await response.arrayBuffer()))
    return doc
  } catch {
    return 'failed'
  }
}

/** What bringing an earlier state back would do, as numbers of elements. */
export interface Comparison {
  /** How many lie on the canvas in the earlier state. */
  then: number
  /** How many would stay as they are, come back, go, and be as they were. */
  stays: number
  back: number
  gone: number
  changed: number
}

/** Compares a document with an earlier state of it. */
export function compare(doc: Y.Doc, past: Y.Doc): Comparison {
  const now = new Map(readElements(doc).map((element) => [element.id, textOf(element)]))
  const then = readElements(past)
  let [back, changed] = [0, 0]
  for (const element of then) {
    const present = now.get(element.id)
    if (present === undefined) back++
    else if (present !== textOf(element)) changed++
  }
  const stays = then.length - back - changed
  return { then: then.length, stays, back, changed, gone: now.size - (then.length - back) }
}

function textOf(element: Element): string {
  const plain =
    element.kind === 'stroke'
      ? { ...element, points: [...encodePoints(element.points)] }
      : { ...element }
  return JSON.stringify(plain)
}
