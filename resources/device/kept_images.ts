import { device, type KeptCanvas } from './device_database'

/** Whose canvas it is that images are kept of. */
type Of = Pick<KeptCanvas, 'person' | 'canvas'>

const nameOf = ({ person, canvas }: Of) => `canvas-images ${person} ${canvas}`

/** Without a secure connection a browser has none. */
const hasCaches = () => typeof caches !== 'undefined'

/** An image that this device has kept beside its copy of a canvas; null when it has not. */
export async function keptImage(of: Of, address: string): Promise<Blob | null> {
  if (!hasCaches()) return null
  try {
    const cache = await caches.open(nameOf(of))
    const kept = await cache.match(address)
    return kept ? await kept.blob() : null
  } catch {
    return null
  }
}

/**
 * Keeps an image beside the copy of a canvas, with which it goes; where there is no copy nothing is
 * kept. A device that keeps nothing is no reason to fail.
 */
export async function keepImage(of: Of, address: string, image: Blob): Promise<void> {
  if (!hasCaches()) return
  try {
    if (!(await device.canvases.get([of.person, of.canvas]))) return
    const cache = await caches.open(nameOf(of))
    await cache.put(address, new Response(image, { headers: { 'content-type': image.type } }))
  } catch {
    // It is asked for again without it.
  }
}

/** Removes the images of a canvas from this device. */
export async function forgetImages(of: Of): Promise<void> {
  if (hasCaches()) await caches.delete(nameOf(of)).catch(() => false)
}
