import sharp from 'sharp'
import { formatOf, openPicture } from './picture_header.js'
import { plainWebp } from './plain_webp.js'

/** Sides of the pictures that are kept, in px; one that comes smaller is not enlarged. */
export const SIZES = [400, 800, 1600] as const
const LARGEST = 1600

const QUALITY = 80
/** A picture that is already as ours are is kept bit by bit, if it is no heavier than this. */
const MOST_KEPT = 600 * 1024
const PAPER = '#ffffff'
const PLACEHOLDER_SIDE = 20

/** A picture as it is kept: square, WebP, without metadata. */
export interface MadePicture {
  /** By side. */
  files: Record<(typeof SIZES)[number], Buffer>
  /** Base64 of a WebP of a few pixels. */
  placeholder: string
  /** Its mean colour as `#rrggbb`. */
  colour: string
}

/** Whether a picture decodes to its end. */
export async function isWhole(content: Buffer): Promise<boolean> {
  return openPicture(content)
    .resize(8, 8, { fit: 'fill', fastShrinkOnLoad: false })
    .raw()
    .toBuffer()
    .then(() => true)
    .catch(() => false)
}

/**
 * Makes the kept pictures of one that has passed `readHeader`. One that is not square stays whole,
 * on a ground of itself, blurred: nothing that somebody composed is cut away.
 *
 * @returns null when it cannot be decoded to its end
 */
export async function makePicture(content: Buffer): Promise<MadePicture | null> {
  try {
    const largest = (await asItIs(content)) ?? (await square(content))
    const smaller = (side: number) =>
      sharp(largest).resize(side, side, { withoutEnlargement: true }).webp({ quality: QUALITY })
    const files = {
      400: await smaller(400).toBuffer(),
      800: await smaller(800).toBuffer(),
      1600: largest,
    }
    const placeholder = await sharp(files[400])
      .resize(PLACEHOLDER_SIDE, PLACEHOLDER_SIDE)
      .webp({ quality: 40 })
      .toBuffer()
    const [red = 0, green = 0, blue = 0] = await sharp(files[400]).resize(1, 1).raw().toBuffer()
    const colour = `#${Buffer.from([red, green, blue]).toString('hex')}`
    return { files, placeholder: placeholder.toString('base64'), colour }
  } catch {
    return null
  }
}

/** The picture bit by bit, if it is square and as those are that we make. */
async function asItIs(content: Buffer): Promise<Buffer | null> {
  const plain = plainWebp(content)
  if (!plain || plain.length > MOST_KEPT) return null
  const { width, height, channels } = await openPicture(plain).metadata()
  return width === height && width <= LARGEST && channels === 3 ? plain : null
}

async function square(content: Buffer): Promise<Buffer> {
  const whole = await openPicture(content)
    .autoOrient()
    .toColourspace('srgb')
    .flatten({ background: PAPER })
    .resize(LARGEST, LARGEST, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = whole.info
  const upright = sharp(whole.data, { raw: { width, height, channels } })
  const side = Math.max(width, height)
  if (width === height) return upright.webp({ quality: QUALITY }).toBuffer()
  const blurred = await upright
    .clone()
    .resize(48, 48, { fit: 'cover' })
    .blur(4)
    .modulate({ brightness: 0.8 })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const ground = await sharp(blurred.data, {
    raw: { width: 48, height: 48, channels: blurred.info.channels },
  })
    .resize(side, side, { kernel: 'cubic' })
    .png({ compressionLevel: 0 })
    .toBuffer()
  const photo = await upright.png({ compressionLevel: 0 }).toBuffer()
  return sharp(ground)
    .composite([{ input: photo, gravity: 'centre' }])
    .webp({ quality: QUALITY })
    .toBuffer()
}

/** Whether a placeholder that a deck brings is what it says: a WebP of a few pixels. */
export async function isPlaceholder(base64: string): Promise<boolean> {
  const content = Buffer.from(base64, 'base64')
  if (formatOf(content) !== 'webp') return false
  try {
    const { info } = await sharp(content, { limitInputPixels: 24 * 24 })
      .raw()
      .toBuffer({ resolveWithObject: true })
    return info.width <= 24 && info.height <= 24
  } catch {
    return false
  }
}
