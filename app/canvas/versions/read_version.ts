import { isId } from '#core/is_id'
import { coreErrors } from '#core/errors/core_errors'
import { keysToOpen } from '#core/keys/keys'
import { tenancy } from '#core/tenancy/tenancy'
import type { CanvasScope } from '../server/canvas_store.js'
import { holderOf } from '../server/sealed_canvas.js'
import { versionPlace } from './keep_version.js'
import { versionErrors } from './version_errors.js'

/**
 * A version as a Yjs update, packed by gzip. Call it inside a scope of who may see the canvas.
 *
 * @throws core.notFound, versions.erased, SealedValueError
 */
export async function readVersion(
  scope: CanvasScope,
  canvas: string,
  version: string
): Promise<Buffer> {
  if (!isId(version)) throw coreErrors.notFound()
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { sealed_for: string | null; document: Uint8Array }[] }>(
      'select sealed_for, document from canvas_versions where canvas_id = ? and id = ?',
      [canvas, version]
    )
  const found = rows[0]
  if (!found) throw coreErrors.notFound()
  const keys = await keysToOpen(holderOf(scope, found.sealed_for))
  const packed = keys.open(versionPlace(version, 'document'), found.document)
  if (!packed) throw versionErrors.erased()
  return packed
}
