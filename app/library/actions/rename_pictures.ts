import logger from '@adonisjs/core/services/logger'
import { BlobError } from '#core/blobs/blob_error'
import { blobs } from '#core/blobs/blobs'
import { tenancy } from '#core/tenancy/tenancy'
import { earlierPictureKey, pictureFolder } from '../blob_keys.js'
import { SIZES } from '../exchange/make_picture.js'

/**
 * Gives the pictures that an earlier release kept the names of what is in them, so that they are
 * checked when they are read. Call it outside any scope, as the only one who changes the pictures
 * of the organisation.
 */
export async function renamePictures(organisation: string): Promise<void> {
  const { rows } = await tenancy.run({ organisation }, () =>
    tenancy
      .client()
      .rawQuery<{ rows: { hash: string }[] }>(
        'select hash from deck_pictures where hash_400 is null order by hash'
      )
  )
  for (const { hash } of rows) {
    try {
      await rename(organisation, hash)
    } catch (error) {
      if (!(error instanceof BlobError)) throw error
      logger.error({ organisation, picture: hash, fault: error.fault }, 'picture not renamed')
    }
  }
}

async function rename(organisation: string, hash: string): Promise<void> {
  const before = SIZES.map((size) => earlierPictureKey(organisation, hash, size))
  const [small, medium, large] = await Promise.all(before.map((key) => blobs.read(key)))
  if (!small || !medium || !large) return
  const folder = pictureFolder(organisation)
  const kept = await blobs.keep(folder, large)
  if (kept.sha256 !== hash) throw new BlobError('damaged', kept.key)
  const { sha256: hash800 } = await blobs.keep(folder, medium)
  const { sha256: hash400 } = await blobs.keep(folder, small)
  await tenancy.run({ organisation }, () =>
    tenancy
      .client()
      .rawQuery('update deck_pictures set hash_800 = ?, hash_400 = ? where hash = ?', [
        hash800,
        hash400,
        hash,
      ])
  )
  await blobs.delete(before)
}
