import paper from 'paper/dist/paper-core'
import type { ImageElement } from '#canvas/element'
import { SIDES } from '#canvas/images/image_bounds'
import type { Theme } from '../theme'
import type { ImageSource } from './image_source'
import { missingRaster } from './missing_raster'

/** Pixels of the longer side at which an image is kept; the last two take the large file. */
const LEVELS = [80, 160, 320, SIDES.small, 1280, SIDES.large]
/** Pixels of all that is kept. */
const MOST_PIXELS = 24_000_000
/** How long it is until an image is asked for again that the server could not be asked for. */
const AGAIN_MS = 5_000

type Raster = HTMLCanvasElement

/**
 * Draws each image of a canvas once for each level of detail and shares the result among all its
 * elements, as `Pictures` does with cards.
 */
export class ImageRasters {
  readonly #source: ImageSource
  readonly #arrived: () => void
  readonly #kept = new Map<string, Raster>()
  readonly #used = new Set<string>()
  readonly #loading = new Map<string, Promise<void>>()
  readonly #missing = new Set<string>()
  readonly #missingRasters = new Map<string, Raster>()
  readonly #symbols = new WeakMap<Raster, { of: string; symbol: paper.SymbolDefinition }>()
  #theme: Theme

  /** @param arrived called when an image arrived and must be drawn again */
  constructor(source: ImageSource, theme: Theme, arrived: () => void) {
    this.#source = source
    this.#theme = theme
    this.#arrived = arrived
  }

  set theme(theme: Theme) {
    this.#theme = theme
    this.#missingRasters.clear()
  }

  /**
   * The image, sharp at so many pixels per canvas unit as soon as it is there; null while nothing of
   * it is.
   */
  raster(element: ImageElement, pixelsPerUnit: number): Raster | null {
    const { image, size } = element
    if (this.#missing.has(image)) return this.#missingOf(size)
    const wanted = Math.max(...size) * pixelsPerUnit * 0.8
    const level = LEVELS.find((each) => each >= wanted) ?? SIDES.large
    const key = keyOf(image, level)
    this.#used.add(key)
    const kept = this.#kept.get(key)
    if (kept) return kept
    this.#begin(image, level)
    const others = LEVELS.map((each) => keyOf(image, each)).filter((each) => this.#kept.has(each))
    const nearest = others.at(-1)
    if (nearest === undefined) {
      // The small file is there sooner, and may be all that this device has without a network.
      this.#begin(image, Math.min(level, SIDES.small))
      return null
    }
    this.#used.add(nearest)
    return this.#kept.get(nearest) ?? null
  }

  /** The same for Paper.js, centred, one unit being one canvas unit. */
  symbol(element: ImageElement, pixelsPerUnit: number): paper.SymbolDefinition | null {
    const canvas = this.raster(element, pixelsPerUnit)
    if (!canvas) return null
    const of = element.size.join(' ')
    const known = this.#symbols.get(canvas)
    if (known?.of === of) return known.symbol
    const [width, height] = element.size
    const raster = new paper.Raster(canvas)
    raster.scale(width / canvas.width, height / canvas.height)
    const symbol = new paper.SymbolDefinition(raster)
    this.#symbols.set(canvas, { of, symbol })
    return symbol
  }

  /** Waits until every image that has been asked for is there, or will not come. */
  async settled(): Promise<void> {
    await Promise.all(this.#loading.values())
  }

  /** Lets go of what was not used since the last call, if much is kept. */
  prune() {
    let pixels = [...this.#kept.values()].reduce((sum, raster) => sum + pixelsOf(raster), 0)
    for (const [key, raster] of this.#kept) {
      if (pixels < MOST_PIXELS) break
      if (this.#used.has(key)) continue
      this.#kept.delete(key)
      pixels -= pixelsOf(raster)
    }
    this.#used.clear()
  }

  #begin(image: string, level: number) {
    const key = keyOf(image, level)
    if (!this.#loading.has(key)) this.#loading.set(key, this.#load(image, level, key))
  }

  async #load(image: string, level: number, key: string): Promise<void> {
    try {
      const file = await this.#source.get(image, level <= SIDES.small ? 'small' : 'large')
      if (file) this.#kept.set(key, await drawn(file, level))
      else this.#missing.add(image)
      this.#loading.delete(key)
    } catch {
      // It may be there when the network is.
      setTimeout(() => {
        this.#loading.delete(key)
        this.#arrived()
      }, AGAIN_MS)
    }
    this.#arrived()
  }

  #missingOf(size: ImageElement['size']): Raster {
    const key = size.join(' ')
    const known = this.#missingRasters.get(key)
    if (known) return known
    const raster = missingRaster(this.#theme, size)
    this.#missingRasters.set(key, raster)
    return raster
  }
}

const keyOf = (image: string, level: number) => `${level} ${image}`
const pixelsOf = ({ width, height }: Raster) => width * height

/** An image as large as a level at most. */
async function drawn(file: Blob, level: number): Promise<Raster> {
  const bitmap = await createImageBitmap(file)
  const factor = Math.min(1, level / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * factor))
  canvas.height = Math.max(1, Math.round(bitmap.height * factor))
  const context = canvas.getContext('2d')
  if (context) {
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  }
  bitmap.close()
  return canvas
}
