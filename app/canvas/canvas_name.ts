import { keysToOpenEach, keysToSeal } from '#core/keys/keys'
import { tenancy } from '#core/tenancy/tenancy'
import { holderOf, placeOf, sealedForOf, type SealedCanvas } from './server/sealed_canvas.js'

/** Longest name of a canvas, in UTF-16 units. */
export const LONGEST_NAME = 120

/** A canvas whose name is to be read. */
export type NamedCanvas = Pick<SealedCanvas, 'owner' | 'isShared' | 'name'> & { id: string }

/**
 * The names of canvases; null for one that has none, or whose name was erased with its key. Call it
 * inside a scope.
 */
export async function openNames(
  organisation: string,
  canvases: readonly NamedCanvas[]
): Promise<Map<string, string | null>> {
  const keys = await keysToOpenEach(
    canvases.map((canvas) => holderOf({ organisation }, sealedForOf(canvas)))
  )
  return new Map(
    canvases.map(({ id, name }, index) => {
      const opened = name && keys[index]?.open(placeOf(id, 'name'), name)
      return [id, opened ? opened.toString() : null]
    })
  )
}

/** Gives a canvas a name. Call it inside the scope of its owner. */
export async function writeName(
  organisation: string,
  canvas: Omit<NamedCanvas, 'name'>,
  name: string
): Promise<void> {
  const keys = await keysToSeal(holderOf({ organisation }, sealedForOf(canvas)))
  await tenancy
    .client()
    .from('canvases')
    .where({ id: canvas.id })
    .update({ name: keys.seal(placeOf(canvas.id, 'name'), name) })
}
