import { keysToOpen, keysToSeal } from '#core/keys/keys'
import { keyVersionOf } from '#core/keys/sealed_value'
import { tenancy } from '#core/tenancy/tenancy'
import type { CanvasScope } from '../server/canvas_store.js'
import { holderOf } from '../server/sealed_canvas.js'
import { keyPlace } from './image_files.js'

interface Row {
  files_id: string
  sealed_for: string | null
  sealed_key: Uint8Array
}

/**
 * Seals the keys of a canvas's images with the newest key of whoever the canvas belongs to from now
 * on: its owner, or the organisation when null. What was erased stays so. Call it inside the scope of
 * its owner.
 */
export async function sealImagesFor(
  scope: Pick<CanvasScope, 'organisation'>,
  canvas: string,
  owner: string | null
): Promise<void> {
  const client = tenancy.client()
  const { rows } = await client.rawQuery<{ rows: Row[] }>(
    `select files_id, sealed_for, sealed_key from canvas_images where canvas_id = ?
     order by id for update`,
    [canvas]
  )
  if (rows.length === 0) return
  const to = await keysToSeal(holderOf(scope, owner))
  for (const { files_id: files, sealed_for: sealedFor, sealed_key: sealed } of rows) {
    if (sealedFor === owner && keyVersionOf(sealed) === to.newest?.version) continue
    const from = await keysToOpen(holderOf(scope, sealedFor))
    const key = from.open(keyPlace(files), sealed)
    if (!key) continue
    await client
      .from('canvas_images')
      .where({ files_id: files })
      .update({ sealed_for: owner, sealed_key: to.seal(keyPlace(files), key) })
  }
}
