import { randomBytes } from 'node:crypto'
import { v7 as newId } from 'uuid'
import { coreErrors } from '#core/errors/core_errors'
import { keysToSeal } from '#core/keys/keys'
import { tenancy } from '#core/tenancy/tenancy'
import { canvasErrors } from '../errors.js'
import type { CanvasAccess } from '../queries/find_canvas_access.js'
import { ensureSessionCanvas } from '../actions/ensure_session_canvas.js'
import type { CanvasScope } from '../server/canvas_store.js'
import { holderOf, sealedForOf } from '../server/sealed_canvas.js'
import { MOST_IMAGE_BYTES, MOST_IMAGES } from './image_bounds.js'
import { contentOf, filesOf, folderOf, keyPlace } from './image_files.js'
import type { MadeImage } from './made_image.js'

/** An image of a canvas, as who brings it is told. */
export interface KeptImage {
  id: string
  /** Of the larger size, in px. */
  width: number
  height: number
}

/** Hours after which files that no image has are cleared. */
const STRAY_HOURS = 24

/** An image that a canvas has already; null when it has none of this id. Call it inside a scope. */
export async function findKept(canvas: string, id: string): Promise<KeptImage | null> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: KeptImage[] }>(
      'select id, width, height from canvas_images where canvas_id = ? and id = ?',
      [canvas, id]
    )
  return rows[0] ?? null
}

/**
 * Whether a canvas takes one more image. Call it inside a scope.
 *
 * @param bytes of it, as far as that is known
 * @throws canvas.imagesEnough
 */
export async function refuseTooMany(canvas: string, bytes = 1): Promise<void> {
  const { rows } = await tenancy.client().rawQuery<{ rows: { count: number; bytes: number }[] }>(
    `select count(*)::int as count, coalesce(sum(bytes), 0)::float8 as bytes
     from canvas_images where canvas_id = ?`,
    [canvas]
  )
  const { count = 0, bytes: kept = 0 } = rows[0] ?? {}
  if (count >= MOST_IMAGES || kept + bytes > MOST_IMAGE_BYTES) throw canvasErrors.imagesEnough()
}

/**
 * Keeps an image of a canvas, sealed as the canvas is. It is there as a whole or not at all: its
 * files are noted as strays before the first is put, and what stays noted is cleared later. Of two
 * of the same id the first stays. Opens scopes of its own, and none while files are put.
 *
 * @param scope in which the canvas is stored
 * @throws core.notFound when the canvas is gone meanwhile, canvas.imagesEnough, BlobError
 */
export async function keepImage(
  scope: CanvasScope,
  access: CanvasAccess,
  id: string,
  { large, small, width, height }: MadeImage
): Promise<KeptImage> {
  const { organisation } = scope
  const filesId = newId()
  await tenancy.run(scope, () =>
    tenancy.client().rawQuery(
      `insert into canvas_stray_files (organisation_id, files_id, due_at)
       values (?, ?, now() + interval '${STRAY_HOURS} hours')`,
      [organisation, filesId]
    )
  )
  const key = randomBytes(32)
  const files = filesOf(organisation, key)
  const folder = folderOf(organisation, filesId)
  const largeFile = await files.keep(folder, contentOf(large))
  const smallFile = await files.keep(folder, contentOf(small))
  return tenancy.run(scope, async () => {
    await ensureSessionCanvas(scope, access)
    const sealedFor = await lockCanvas(access.id)
    const known = await findKept(access.id, id)
    if (known) return known
    const bytes = large.length + small.length
    await refuseTooMany(access.id, bytes)
    const keys = await keysToSeal(holderOf(scope, sealedFor))
    const client = tenancy.client()
    await client.table('canvas_images').insert({
      organisation_id: organisation,
      canvas_id: access.id,
      id,
      files_id: filesId,
      sealed_for: sealedFor,
      sealed_key: keys.seal(keyPlace(filesId), key),
      large_file: largeFile.key,
      small_file: smallFile.key,
      width,
      height,
      bytes,
    })
    await client.from('canvas_stray_files').where({ files_id: filesId }).delete()
    return { id, width, height }
  })
}

/** Whose key seals the canvas, which is neither shared nor made private until the scope ends. */
async function lockCanvas(canvas: string): Promise<string | null> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { owner: string | null; isShared: boolean }[] }>(
      `select owner_id as owner, is_shared as "isShared" from canvases
       where id = ? and deleted_at is null for update`,
      [canvas]
    )
  const [row] = rows
  if (!row) throw coreErrors.notFound()
  return sealedForOf(row)
}
