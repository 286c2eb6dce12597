import { keysToOpen, keysToSeal } from '#core/keys/keys'
import { tenancy } from '#core/tenancy/tenancy'
import type { CanvasAccess } from '../queries/find_canvas_access.js'
import { noteActivity } from '../versions/note_activity.js'
import { holderOf, NOT_OWNED, placeOf, readSealed, sealedForOf } from './sealed_canvas.js'

/** Whose canvas is read or written: the scope of a document. */
export interface CanvasScope {
  organisation: string
  /** The owner, whoever opened the document; of a session's canvas who opened it. */
  person: string
}

/** In whose scope a canvas is read and written, once it has been decided that somebody may. */
export const scopeOf = (tenant: CanvasScope, { owner }: Pick<CanvasAccess, 'owner'>) => ({
  organisation: tenant.organisation,
  person: owner ?? tenant.person,
})

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
export interface Holding extends Pick<LoadedDocument, 'keyVersion' | 'sealedFor'> {
  lease: string
}

/**
 * Reads the stored document.
 *
 * @throws SealedValueError
 */
export function loadDocument(scope: CanvasScope, id: string): Promise<LoadedDocument> {
  return tenancy.run(scope, async () => {
    const canvas = await readSealed(id)
    const sealedFor = sealedForOf(canvas)
    const keys = await keysToOpen(holderOf(scope, sealedFor))
    return {
      document: canvas.document && keys.open(placeOf(id), canvas.document),
      sealedFor,
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
 * @throws RoomLostError when another node has taken the canvas, it has been erased with its key, it
 *   is sealed with another's key since it was taken up, or it is gone
 */
export async function storeDocument(
  scope: CanvasScope,
  { id, owner }: Pick<CanvasAccess, 'id' | 'owner'>,
  { lease, keyVersion, sealedFor }: Holding,
  document: Uint8Array,
  drawers: readonly string[] = []
): Promise<number> {
  return tenancy.run(scope, async () => {
    const canvas = owner === null ? NOT_OWNED : await readSealed(id, 'for update')
    if (canvas.owner !== owner || sealedForOf(canvas) !== sealedFor) throw new RoomLostError()
    const keys = await keysToSeal(holderOf(scope, sealedFor))
    // What was erased with its key must not come back from the memory of a node under a new one.
    if (keys.isDestroyedFrom(keyVersion)) throw new RoomLostError()
    // The lock keeps others from taking the canvas, and from reading it, before this is written.
    const { rows } = await tenancy.client().rawQuery<{ rows: { isHeld: boolean }[] }>(
      `with room as (
         select from canvas_rooms where canvas_id = :id::uuid and lease = :lease::uuid for share
       ), stored as (${owner === null ? STORE_OF_SESSION : STORE_OF_OWNER})
       select exists (select from room) as "isHeld"`,
      {
        id,
        lease,
        organisation: scope.organisation,
        document: keys.seal(placeOf(id), document),
      }
    )
    if (!rows[0]?.isHeld) throw new RoomLostError()
    return noteActivity(scope, id, drawers)
  })
}

const STORE_OF_SESSION = `
  insert into canvases (id, organisation_id, session_id, document, updated_at)
  select :id::uuid, :organisation::uuid, :id::uuid, :document::bytea, now()
  from room where exists (select from sessions where id = :id::uuid)
  on conflict (id) do update set document = excluded.document, updated_at = excluded.updated_at`
const STORE_OF_OWNER = `
  update canvases set document = :document::bytea, updated_at = now()
  where id = :id::uuid and organisation_id = :organisation::uuid and exists (select from room)`
