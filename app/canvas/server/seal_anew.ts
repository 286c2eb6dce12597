import { keysToOpen, keysToSeal } from '#core/keys/keys'
import { tenancy } from '#core/tenancy/tenancy'
import { sealImagesFor } from '../images/seal_images.js'
import { sealVersionsFor } from '../versions/seal_versions.js'
import { holderOf, placeOf, readSealed, sealedForOf, type SealedCanvas } from './sealed_canvas.js'

/**
 * Seals an organisation's shared canvases with its newest key, each in a scope of its own: they are
 * large, and people go on drawing meanwhile.
 */
export async function sealAnew(organisation: string): Promise<void> {
  for (const { id, owner } of await sharedCanvases(organisation)) {
    await tenancy.run({ organisation, person: owner ?? undefined }, async () => {
      const canvas = await readSealed(id, 'for update')
      // It may have been made private meanwhile.
      if (canvas.owner !== null && !canvas.isShared) return
      await sealCanvas(organisation, id, canvas, canvas.isShared)
    })
  }
}

/**
 * Makes a canvas shared or private: it is sealed anew with the key that then seals it. Call it
 * inside the scope of its owner.
 *
 * @returns whether it was otherwise before
 */
export async function makeShared(
  organisation: string,
  id: string,
  isShared: boolean
): Promise<boolean> {
  const canvas = await readSealed(id, 'for update')
  if (canvas.isShared === isShared) return false
  await sealCanvas(organisation, id, canvas, isShared)
  return true
}

async function sealCanvas(
  organisation: string,
  id: string,
  canvas: SealedCanvas,
  isShared: boolean
): Promise<void> {
  const from = await keysToOpen(holderOf({ organisation }, sealedForOf(canvas)))
  const sealedFor = sealedForOf({ ...canvas, isShared })
  const to = await keysToSeal(holderOf({ organisation }, sealedFor))
  const anew = (column: 'document' | 'name') => {
    const sealed = canvas[column]
    const opened = sealed && from.open(placeOf(id, column), sealed)
    return opened && to.seal(placeOf(id, column), opened)
  }
  await tenancy
    .client()
    .from('canvases')
    .where({ id })
    .update({ is_shared: isShared, document: anew('document'), name: anew('name') })
  await sealVersionsFor({ organisation }, id, sealedFor)
  await sealImagesFor({ organisation }, id, sealedFor)
}

/** Those that sessions share, and those that their owners do. */
async function sharedCanvases(
  organisation: string
): Promise<{ id: string; owner: string | null }[]> {
  const ofSessions = await tenancy.run({ organisation }, () =>
    tenancy
      .client()
      .rawQuery<{ rows: { id: string; owner: null }[] }>(
        'select id, null as owner from canvases where owner_id is null',
        []
      )
  )
  const ofOwners = await tenancy.system('canvas', () =>
    tenancy
      .client()
      .rawQuery<{ rows: { id: string; owner: string }[] }>(
        'select id, owner_id as owner from canvases where organisation_id = ? and is_shared',
        [organisation]
      )
  )
  return [...ofSessions.rows, ...ofOwners.rows]
}
