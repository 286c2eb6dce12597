import type { CanvasMode, SharedMode } from '#canvas/policies/canvas_modes'

/** A canvas that has an owner. */
export type ShownCanvas = {
  id: string
  /** Null for one that was never named, or whose name was erased. */
  name: string | null
  mode: CanvasMode
  /** The name of who shares it; null for one's own. */
  owner: string | null
  isShared: boolean
}

/** Whom a canvas is shared with. */
export type Share = {
  id: string
  mode: SharedMode
  /** Of the person, or the title of the session. */
  name: string
  email: string | null
  isSession: boolean
}

/** Somebody whose address the owner has given before. */
export type OfferedPerson = { name: string; email: string }

/** What the owner of a canvas decides. */
export type Sharing = {
  shares: Share[]
  /** People with whom they share another canvas and not this one. */
  people: OfferedPerson[]
  /** Sessions that it could be shared with. */
  sessions: { id: string; title: string }[]
}

/** Props of the page of one canvas. */
export type CanvasProps = {
  canvas: ShownCanvas
  /** Null for who does not own it, and for guests. */
  sharing: Sharing | null
}
