import type { KeyHolder } from '#core/keys/sealed_value'
import { tenancy } from '#core/tenancy/tenancy'

/** What of a canvas is sealed. */
export interface SealedCanvas {
  /** Null for a session's, also one on which nothing has been stored. */
  owner: string | null
  isShared: boolean
  name: Uint8Array | null
  document: Uint8Array | null
}

/** A session's canvas before anything has been stored, and what nobody may see. */
export const NOT_OWNED: SealedCanvas = {
  owner: null,
  isShared: false,
  name: null,
  document: null,
}

/** Whose key seals a canvas: the owner's while it is private, the organisation's when null. */
export const sealedForOf = ({ owner, isShared }: Pick<SealedCanvas, 'owner' | 'isShared'>) =>
  isShared ? null : owner

/** The holder of the key that seals what is sealed for a person, or for the organisation. */
export const holderOf = (
  { organisation }: { organisation: string },
  sealedFor: string | null
): KeyHolder => ({ organisation, person: sealedFor ?? undefined })

/** Where a part of a canvas is sealed. */
export const placeOf = (row: string, column: 'document' | 'name' = 'document') => ({
  table: 'canvases',
  column,
  row,
})

/** Reads a canvas as it is stored. Call it inside the scope of its owner. */
export async function readSealed(id: string, lock: 'for update' | '' = ''): Promise<SealedCanvas> {
  const { rows } = await tenancy.client().rawQuery<{ rows: SealedCanvas[] }>(
    `select owner_id as owner, is_shared as "isShared", name, document
       from canvases where id = ? ${lock}`,
    [id]
  )
  return rows[0] ?? NOT_OWNED
}
