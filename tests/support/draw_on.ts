import { tenancy } from '#core/tenancy/tenancy'
import { freeRoom, takeRoom } from '#canvas/server/canvas_rooms'
import { loadDocument, storeDocument, type CanvasScope } from '#canvas/server/canvas_store'

/** Stores a document as a node does that has the canvas open, and lets the canvas go. */
export async function drawOn(
  scope: CanvasScope,
  canvas: { id: string; owner: string | null },
  document: Uint8Array
): Promise<void> {
  const { id, owner } = canvas
  if (owner !== null) {
    await tenancy.run(scope, () =>
      tenancy
        .client()
        .table('canvases')
        .insert({ id, organisation_id: scope.organisation, owner_id: owner })
        .onConflict('id')
        .ignore()
    )
  }
  const lease = await takeRoom(scope, id)
  const { keyVersion, sealedFor } = await loadDocument(scope, id)
  await storeDocument(scope, canvas, { lease, keyVersion, sealedFor }, document)
  await freeRoom(scope, lease)
}
