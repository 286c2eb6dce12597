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

/**
 * Stores the whole document. A session's canvas gets its row with the first stroke, and none any
 * more when the session has been called off meanwhile.
 */
export function storeDocument(
  scope: CanvasScope,
  canvas: Pick<CanvasAccess, 'id' | 'owner'>,
  document: Uint8Array
): Promise<void> {
  return tenancy.run(scope, async () => {
    await tenancy.client().rawQuery(
      `insert into canvases (id, organisation_id, session_id, owner_id, document, updated_at)
       select :id::uuid, :organisation::uuid, nullif(:session, '')::uuid, nullif(:owner, '')::uuid,
         :document::bytea, now()
       where :session = '' or exists (select from sessions where id::text = :session)
       on conflict (id) do update
         set document = excluded.document, updated_at = excluded.updated_at`,
      {
        id: canvas.id,
        organisation: scope.organisation,
        session: canvas.owner ? '' : canvas.id,
        owner: canvas.owner ?? '',
        document: Buffer.from(document),
      }
    )
  })
}
