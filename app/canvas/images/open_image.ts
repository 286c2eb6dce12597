import { isId } from '#core/is_id'
import { coreErrors } from '#core/errors/core_errors'
import { Refusal } from '#core/errors/refusal'
import { keysToOpen } from '#core/keys/keys'
import { tenancy } from '#core/tenancy/tenancy'
import type { CanvasScope } from '../server/canvas_store.js'
import { holderOf } from '../server/sealed_canvas.js'
import type { ImageSize } from './image_bounds.js'
import { filesOf, keyPlace } from './image_files.js'

interface Row {
  files_id: string
  sealed_for: string | null
  sealed_key: Uint8Array
  large_file: string
  small_file: string
  width: number
  height: number
}

/** An image that can be read: its size in px, and the content of each file, a WebP. */
export interface OpenImage {
  width: number
  height: number
  read: (size: ImageSize) => Promise<Buffer>
}

/**
 * Opens an image of a canvas, for a scope that may see the canvas.
 *
 * @throws core.notFound when the canvas has none of this id, or it was erased with its key
 */
export async function openImage(
  scope: CanvasScope,
  canvas: string,
  id: string
): Promise<OpenImage> {
  if (!isId(canvas) || !isId(id)) throw coreErrors.notFound()
  const { row, key } = await tenancy.run(scope, async () => {
    const { rows } = await tenancy.client().rawQuery<{ rows: Row[] }>(
      `select files_id, sealed_for, sealed_key, large_file, small_file, width, height
       from canvas_images where canvas_id = ? and id = ?`,
      [canvas, id]
    )
    const [found] = rows
    if (!found) throw coreErrors.notFound()
    const keys = await keysToOpen(holderOf(scope, found.sealed_for))
    return { row: found, key: keys.open(keyPlace(found.files_id), found.sealed_key) }
  })
  if (!key) throw coreErrors.notFound()
  const files = filesOf(scope.organisation, key)
  const fileOf = (size: ImageSize) => (size === 'large' ? row.large_file : row.small_file)
  return {
    width: row.width,
    height: row.height,
    read: (size) => files.read(fileOf(size)),
  }
}

/** The larger file of an image of a canvas; null when the canvas has none of this id. */
export async function findImageFile(
  scope: CanvasScope,
  canvas: string,
  id: string
): Promise<Buffer | null> {
  const image = await findImage(scope, canvas, id)
  return image && image.read('large')
}

/** As `openImage`; null where that refuses. */
export async function findImage(
  scope: CanvasScope,
  canvas: string,
  id: string
): Promise<OpenImage | null> {
  try {
    return await openImage(scope, canvas, id)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
