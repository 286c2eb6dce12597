import { blobs } from '#core/blobs/blobs'
import { Refusal } from '#core/errors/refusal'
import { tenancy } from '#core/tenancy/tenancy'
import { pictureKey } from '../blob_keys.js'
import { alone } from '../exchange/import_lock.js'
import { SIZES } from '../exchange/make_picture.js'

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
      await alone({ organisation }, () => sweep(organisation, patience))
    } catch (error) {
      // Somebody imports there now; the next hour comes.
      if (!(error instanceof Refusal)) throw error
    }
  }
}

async function sweep(organisation: string, patience: number): Promise<void> {
  const { rows } = await tenancy.run({ organisation }, () =>
    tenancy.client().rawQuery<{ rows: { hash: string }[] }>(
      `select p.hash from deck_pictures p
       where p.stored_at < now() - make_interval(secs => ?)
         and not exists (select from cards c
           where c.organisation_id = p.organisation_id and c.picture_hash = p.hash)`,
      [patience]
    )
  )
  // The files first: a row without files is found again, files without a row are not.
  for (const { hash } of rows) {
    for (const size of SIZES) await blobs.delete(pictureKey(organisation, hash, size))
  }
  const hashes = rows.map(({ hash }) => hash)
  await tenancy.run({ organisation }, () =>
    tenancy.client().from('deck_pictures').whereIn('hash', hashes).delete()
  )
}
