import { tenancy } from '#core/tenancy/tenancy'
import type { CanvasAccess } from '../queries/find_canvas_access.js'

/** Whose canvas is read or written: the scope of a document. */
export interface CanvasScope {
  organisation: string
  /** Who opened the document; a private canvas is read and written as its owner alone. */
  person: string
}

/** The stored document as a Yjs update, or null when nothing has been drawn yet. */
export function loadDocument(scope: CanvasScope, id: string): Promise<Uint8Array | null> {
  return tenancy.run(scope, async () => {
    const canvases = await tenancy
      .client()
      .rawQuery<{ rows: { document: Uint8Array | null }[] }>(
        'select document from canvases where id = ?',
        [id]
      )
    return canvases.rows[0]?.document ?? null
  })
}

/** Stores the whole document. A session's canvas gets its row with the first stroke. */
export function storeDocument(
  scope: CanvasScope,
  canvas: Pick<CanvasAccess, 'id' | 'owner'>,
  document: Uint8Array
): Promise<void> {
  return tenancy.run(scope, async () => {
    const row = {
      id: canvas.id,
      organisation_id: scope.organisation,
      session_id: canvas.owner ? null : canvas.id,
      owner_id: canvas.owner,
      document: Buffer.from(document),
      updated_at: new Date(),
    }
    await tenancy
      .client()
      .table('canvases')
      .insert(row)
      .onConflict('id')
      .merge(['document', 'updated_at'])
  })
}
