import { freeRoom, takeRoom } from '#canvas/server/canvas_rooms'
import { loadDocument, storeDocument, type CanvasScope } from '#canvas/server/canvas_store'

/** Stores a document as a node does that has the canvas open, and lets the canvas go. */
export async function drawOn(
  scope: CanvasScope,
  canvas: { id: string; owner: string | null },
  document: Uint8Array
): Promise<void> {
  const lease = await takeRoom(scope, canvas.id)
  const { keyVersion } = await loadDocument(scope, canvas.id)
  await storeDocument(scope, canvas, { lease, keyVersion }, document)
  await freeRoom(scope, lease)
}
