import { keysToOpen, keysToSeal } from '#core/keys/keys'
import { keyVersionOf } from '#core/keys/sealed_value'
import { tenancy } from '#core/tenancy/tenancy'
import type { CanvasAccess } from '../queries/find_canvas_access.js'
import { noteActivity } from '../versions/note_activity.js'

/** Whose canvas is read or written: the scope of a document. */
export interface CanvasScope {
  organisation: string
  /** Who opened the document; a private canvas is read and written as its owner alone. */
  person: string
}

/** Whose key seals a document: the owner's, or for a shared one the organisation's. */
export const holderOf = (
  { organisation }: Pick<CanvasScope, 'organisation'>,
  owner: string | null
) => ({
  organisation,
  person: owner ?? undefined,
})

const placeOf = (row: string) => ({ table: 'canvases', column: 'document', row })

/** A document as a node takes it up. */
export interface LoadedDocument {
  /** A Yjs update; null when nothing has been drawn yet or what was drawn was erased with its key. */
  document: Uint8Array | null
  /** Whose key seals it; null for the organisation's. */
  sealedFor: string | null
  /** Version of the key that may first seal what the node has of it. */
  keyVersion: number
}

/** What a node that has a canvas open may store it with. */
export interface Holding extends Pick<LoadedDocument, 'keyVersion'> {
  lease: string
}

/**
 * Reads the stored document.
 *
 * @throws SealedValueError
 */
export function loadDocument(scope: CanvasScope, id: string): Promise<LoadedDocument> {
  return tenancy.run(scope, async () => {
    const canvases = await tenancy
      .client()
      .rawQuery<{ rows: { owner_id: string | null; document: Uint8Array | null }[] }>(
        'select owner_id, document from canvases where id = ?',
        [id]
      )
    const { owner_id: owner = null, document = null } = canvases.rows[0] ?? {}
    const keys = await keysToOpen(holderOf(scope, owner))
    return {
      document: document && keys.open(placeOf(id), document),
      sealedFor: owner,
      keyVersion: keys.nextVersion,
    }
  })
}

/**
 * Another node has the canvas now, or its key has been destroyed since this one took it up. What was
 * not confirmed comes back with those who drew it.
 */
export class RoomLostError extends Error {
  override name = 'RoomLostError'
}

/**
 * Stores the whole document, for who has the lease. A session's canvas gets its row with the first
 * stroke, and none any more when the session has been called off meanwhile.
 *
 * @param drawers who has drawn since it was stored before
 * @returns in how many minutes somebody drew since the last version was kept
 * @throws RoomLostError when another node has taken the canvas, or it has been erased with its key
 */
export async function storeDocument(
  scope: CanvasScope,
  canvas: Pick<CanvasAccess, 'id' | 'owner'>,
  { lease, keyVersion }: Holding,
  document: Uint8Array,
  drawers: readonly string[] = []
): Promise<number> {
  // The lock keeps others from taking the canvas, and from reading it, before this is written.
  return tenancy.run(scope, async () => {
    const keys = await keysToSeal(holderOf(scope, canvas.owner))
    // What was erased with its key must not come back from the memory of a node under a new one.
    if (keys.isDestroyedFrom(keyVersion)) throw new RoomLostError()
    const { rows } = await tenancy.client().rawQuery<{ rows: { isHeld: boolean }[] }>(
      `with room as (
         select from canvas_rooms where canvas_id = :id::uuid and lease = :lease::uuid for share
       ), stored as (
         insert into canvases (id, organisation_id, session_id, owner_id, document, updated_at)
         select :id::uuid, :organisation::uuid, nullif(:session, '')::uuid, nullif(:owner, '')::uuid,
           :document::bytea, now()
         from room
         where :session = '' or exists (select from sessions where id::text = :session)
         on conflict (id) do update
           set document = excluded.document, updated_at = excluded.updated_at
       )
       select exists (select from room) as "isHeld"`,
      {
        id: canvas.id,
        lease,
        organisation: scope.organisation,
        session: canvas.owner ? '' : canvas.id,
        owner: canvas.owner ?? '',
        document: keys.seal(placeOf(canvas.id), document),
      }
    )
    if (!rows[0]?.isHeld) throw new RoomLostError()
    return noteActivity(scope, canvas.id, drawers)
  })
}

/**
 * Seals shared documents of an organisation with its newest key, each in a scope of its own: they
 * are large, and people go on drawing meanwhile.
 */
export async function sealAnew(organisation: string): Promise<void> {
  const { rows } = await tenancy.run({ organisation }, () =>
    tenancy
      .client()
      .rawQuery<{ rows: { id: string }[] }>(
        'select id from canvases where owner_id is null and document is not null',
        []
      )
  )
  for (const { id } of rows) {
    await tenancy.run({ organisation }, async () => {
      const canvases = await tenancy
        .client()
        .rawQuery<{ rows: { document: Uint8Array }[] }>(
          'select document from canvases where id = ? and document is not null for update',
          [id]
        )
      const stored = canvases.rows[0]?.document
      const keys = await keysToSeal({ organisation })
      if (!stored || keyVersionOf(stored) === keys.newest?.version) return
      const opened = keys.open(placeOf(id), stored)
      if (!opened) return
      await tenancy
        .client()
        .rawQuery('update canvases set document = ? where id = ?', [
          keys.seal(placeOf(id), opened),
          id,
        ])
    })
  }
}
