import { union } from '#canvas/bounds'
import { ImageRasters } from '../images/image_rasters'
import type { ImageSource } from '../images/image_source'
import type { Look } from '../items'
import { PaperLayer } from '../paper_layer'
import { Pictures, type DeckCard } from '../pictures'
import type { Shown } from '../scene'
import { readTheme, type Theme } from '../theme'
import { measureIn } from '../painter'

/** How many times larger than on the screen a picture can be. */
export const FACTORS = [1, 2, 3, 4] as const
export type Factor = (typeof FACTORS)[number]

/** Free room around what is drawn, in canvas units. */
const MARGIN = 40
/** What every browser can draw at once: pixels of a side, and of all. */
const LONGEST_SIDE = 16_000
const MOST_PIXELS = 64_000_000

/** A drawn picture, and how many pixels a canvas unit became: fewer than asked for where it is large. */
export interface DrawnPicture {
  content: Blob
  factor: number
}

/** What is drawn, and with what. */
export interface PictureOrder {
  /** The element on the page whose theme and letters are taken. */
  host: HTMLElement
  shown: readonly Shown[]
  cards: readonly DeckCard[]
  images: ImageSource
}

/** Draws elements as a PNG, as they are on the screen; null when the browser cannot. */
export async function drawPicture(
  order: PictureOrder,
  wanted: Factor
): Promise<DrawnPicture | null> {
  const { host, shown } = order
  const box = union(shown) ?? { minX: 0, minY: 0, maxX: 400, maxY: 300 }
  const [width, height] = [box.maxX - box.minX + 2 * MARGIN, box.maxY - box.minY + 2 * MARGIN]
  const factor = Math.min(
    wanted,
    LONGEST_SIDE / Math.max(width, height),
    Math.sqrt(MOST_PIXELS / (width * height))
  )
  const theme = readTheme(host)
  const look = await readyLook(theme, order, factor)
  const place = document.createElement('div')
  const layer = new PaperLayer(place)
  try {
    // Paper.js counts in pixels of CSS, of which a sharp screen has fewer than it has dots.
    const ratio = window.devicePixelRatio
    layer.resize({ width: (width * factor) / ratio, height: (height * factor) / ratio })
    for (const each of shown) layer.put(each, look)
    const corner = { x: box.minX - MARGIN, y: box.minY - MARGIN }
    layer.draw({ ...corner, zoom: factor / ratio })
    const content = await onGround(layer.canvas, theme.ground)
    return content && { content, factor }
  } finally {
    layer.destroy()
  }
}

/** A look in which every picture and image is there already that is to be had. */
async function readyLook(
  theme: Theme,
  { shown, cards, images: source }: PictureOrder,
  pixelsPerUnit: number
): Promise<Look> {
  const pictures = new Pictures(cards, theme, () => undefined)
  const images = new ImageRasters(source, theme, () => undefined)
  for (const { element } of shown) {
    const sharp = pixelsPerUnit * element.at[3]
    if (element.kind === 'card') pictures.symbol(element.card, sharp)
    if (element.kind === 'image') images.raster(element, sharp)
  }
  await Promise.all([pictures.settled(), images.settled(), document.fonts.ready])
  return { theme, pictures, images, pixelsPerUnit, measure: measureIn(theme), written: null }
}

function onGround(drawing: HTMLCanvasElement, ground: string): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = drawing.width
  canvas.height = drawing.height
  const context = canvas.getContext('2d')
  if (!context) return Promise.resolve(null)
  context.fillStyle = ground
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(drawing, 0, 0)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}
