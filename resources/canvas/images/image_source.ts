import type { ImageSize } from '#canvas/images/image_bounds'
import { keepImage, keptImage } from '~/device/kept_images'

/** The address of an image of a canvas. */
export const imageAddress = (canvas: string, image: string) =>
  `/canvases/${canvas}/images/${encodeURIComponent(image)}`

/** Gets the images of one canvas, each once. */
export class ImageSource {
  readonly #asked = new Map<string, Promise<Blob | null>>()

  /** @param keeper the id of the person for whom this device keeps them; null to keep none */
  constructor(
    readonly canvas: string,
    readonly keeper: string | null
  ) {}

  /**
   * An image, a WebP, from this device or else from the server.
   *
   * @returns null when the canvas has none of this id that the person may see
   * @throws when the server cannot be asked
   */
  get(image: string, size: ImageSize): Promise<Blob | null> {
    const address = `${imageAddress(this.canvas, image)}/${size}`
    const known = this.#asked.get(address)
    if (known) return known
    const asked = this.#ask(address)
    this.#asked.set(address, asked)
    asked.catch(() => this.#asked.delete(address))
    return asked
  }

  async #ask(address: string): Promise<Blob | null> {
    const { canvas, keeper: person } = this
    const of = person === null ? null : { canvas, person }
    const kept = of && (await keptImage(of, address))
    if (kept) return kept
    const response = await fetch(address, { headers: { accept: 'image/webp, application/json' } })
    if (response.status === 404) return null
    if (!response.ok) throw new Error(`An image was answered with ${response.status}`)
    const image = await response.blob()
    if (of) await keepImage(of, address, image)
    return image
  }
}
