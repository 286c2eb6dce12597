import { blobs } from '#core/blobs/blobs'
import { Refusal } from '#core/errors/refusal'
import { tenancy } from '#core/tenancy/tenancy'
import { earlierPictureKey, pictureFolder } from '../blob_keys.js'
import { alone } from '../exchange/import_lock.js'
import { SIZES } from '../exchange/make_picture.js'
import { renamePictures } from './rename_pictures.js'

/** Seconds that a picture may wait for its card: longer than any import takes. */
const PATIENCE_SECONDS = 3600

/**
 * Deletes pictures that an import kept and then did not use. Call it outside any scope.
 *
 * @param patience seconds for which an unused picture stays
 */
export async function sweepPictures(patience: number = PATIENCE_SECONDS): Promise<void> {
  const organisations = await tenancy.system('worker', () =>
    tenancy
      .client()
      .rawQuery<{ rows: { organisation: string }[] }>(
        'select distinct organisation_id as organisation from deck_pictures'
      )
  )
  for (const { organisation } of organisations.rows) {
    try {
      await alone({ organisation }, async () => {
        await sweep(organisation, patience)
        await renamePictures(organisation)
      })
    } catch (error) {
      // Somebody imports there now; the next hour comes.
      if (!(error instanceof Refusal)) throw error
    }
  }
}

interface Unused {
  hash: string
  isNamed: boolean
  /** SHA-256 of its files that are no other picture's. */
  files: string[]
}

async function sweep(organisation: string, patience: number): Promise<void> {
  const { rows } = await tenancy.run({ organisation }, () =>
    tenancy.client().rawQuery<{ rows: Unused[] }>(
      `with unused as (
         select hash, hash_800, hash_400 from deck_pictures p
         where p.stored_at < now() - make_interval(secs => ?)
           and not exists (select from cards c
             where c.organisation_id = p.organisation_id and c.picture_hash = p.hash))
       select hash, hash_400 is not null as "isNamed",
         -- Different pictures may look the same when they are small.
         array(select file from unnest(array[hash, hash_800, hash_400]) file
           where not exists (select from deck_pictures q
             where q.hash not in (select hash from unused)
               and file in (q.hash, q.hash_800, q.hash_400))) as files
       from unused`,
      [patience]
    )
  )
  // The files first: a row without files is found again, files without a row are not.
  await blobs.delete(rows.flatMap((picture) => keysOf(organisation, picture)))
  const hashes = rows.map(({ hash }) => hash)
  await tenancy.run({ organisation }, () =>
    tenancy.client().from('deck_pictures').whereIn('hash', hashes).delete()
  )
}

function keysOf(organisation: string, { hash, isNamed, files }: Unused): string[] {
  return isNamed
    ? files.map((file) => `${pictureFolder(organisation)}/${file}`)
    : SIZES.map((size) => earlierPictureKey(organisation, hash, size))
}
