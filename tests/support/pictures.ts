import { asOwner } from '#tests/support/database'
import type { TestPerson } from '#tests/support/people'

/** Where the files of the first picture of an organisation are kept, by their side. */
export async function pictureKeysOf({ organisation }: TestPerson) {
  const [row] = await asOwner<{ hash: string; hash_800: string; hash_400: string }>(
    'select hash, hash_800, hash_400 from deck_pictures where organisation_id = ? order by hash',
    [organisation]
  )
  const at = (name = '') => `${organisation}/pictures/${name}`
  return { 1600: at(row?.hash), 800: at(row?.hash_800), 400: at(row?.hash_400) }
}
