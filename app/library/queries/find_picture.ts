import { validate as isUuid } from 'uuid'
import { tenancy } from '#core/tenancy/tenancy'

/** Where the picture of a card is kept that an organisation has brought. */
export interface StoredPicture {
  organisation: string
  hash: string
}

/** The stored picture of a card, offered or not; null when there is none. Call it inside a scope. */
export async function findPicture(card: string): Promise<StoredPicture | null> {
  if (!isUuid(card)) return null
  const { rows } = await tenancy.client().rawQuery<{ rows: StoredPicture[] }>(
    `select organisation_id as organisation, picture_hash as hash
     from cards where id = ? and picture_hash is not null`,
    [card]
  )
  return rows[0] ?? null
}
