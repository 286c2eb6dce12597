import { isId } from '#core/is_id'
import { tenancy } from '#core/tenancy/tenancy'
import type { PictureFiles } from '../blob_keys.js'

/** The stored picture of a card, offered or not; null when there is none. Call it inside a scope. */
export async function findPicture(card: string): Promise<PictureFiles | null> {
  if (!isId(card)) return null
  const { rows } = await tenancy.client().rawQuery<{ rows: PictureFiles[] }>(
    `select p.organisation_id as organisation, p.hash, p.hash_800 as "hash800", p.hash_400 as "hash400"
     from cards c join deck_pictures p
       on p.organisation_id = c.organisation_id and p.hash = c.picture_hash
     where c.id = ?`,
    [card]
  )
  return rows[0] ?? null
}
