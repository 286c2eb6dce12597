import type { CanvasMode } from '#canvas/policies/canvas_modes'

/** A canvas in a list. */
export type ListedCanvas = {
  id: string
  /** Null for one that was never named, or whose name was erased. */
  name: string | null
  mode: CanvasMode
  /** The name of who shares it; null for one's own. */
  owner: string | null
  isShared: boolean
  /** ISO 8601. */
  updatedAt: string
}

/** The canvases of a person. */
export type CanvasLists = {
  own: ListedCanvas[]
  /** What others share with them. */
  shared: ListedCanvas[]
  /** Their own, which can still be brought back. */
  deleted: ListedCanvas[]
}

/** Props of the list of canvases. */
export type CanvasListProps = CanvasLists & { mayCreate: boolean }
