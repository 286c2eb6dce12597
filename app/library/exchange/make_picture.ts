import sharp from 'sharp'
import type { Refused } from '../files/fault.js'
import { plainWebp } from './plain_webp.js'

/** Sides of the pictures that are kept, in px; one that comes smaller is not enlarged. */
export const SIZES = [400, 800, 1600] as const
const LARGEST = 1600

/** Sides that a picture may come with, in px. */
export const SIDE = { least: 600, most: 6000 } as const

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

/** Why a file is none that can be used. */
export interface PictureFault {
  problem: Extract<Refused, 'notAPicture' | 'pictureCorrupt' | 'pictureSize' | 'animated'>
  values: Record<string, number>
}

const open = (content: Buffer) =>
  sharp(content, { limitInputPixels: SIDE.most * SIDE.most, failOn: 'warning' })

function formatOf(content: Buffer): 'jpeg' | 'png' | 'webp' | null {
  if (content.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg'
  if (content.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  const isWebp = content.toString('latin1', 0, 4) + content.toString('latin1', 8, 12) === 'RIFFWEBP'
  return isWebp ? 'webp' : null
}

/** Moving PNGs have this chunk before the picture; the decoder shows their first frame alone. */
const isMovingPng = (content: Buffer) => {
  const at = content.indexOf('acTL')
  return at > 0 && at < content.indexOf('IDAT')
}

/**
 * What a file that somebody brought is, by what is in it, whatever its name says.
 *
 * @returns why it cannot be used; null when it can and decodes to its end
 */
export async function pictureFault(content: Buffer): Promise<PictureFault | null> {
  const format = formatOf(content)
  if (!format) return { problem: 'notAPicture', values: {} }
  const header = await open(content)
    .metadata()
    .catch((error: unknown) => (isOverLimit(error) ? 'tooLarge' : null))
  if (header === 'tooLarge') return { problem: 'pictureSize', values: SIDE }
  if (!header) return { problem: 'pictureCorrupt', values: {} }
  if (header.format !== format) return { problem: 'notAPicture', values: {} }
  if ((header.pages ?? 1) > 1 || (format === 'png' && isMovingPng(content))) {
    return { problem: 'animated', values: {} }
  }
  const sides = [header.width, header.height]
  if (sides.some((side) => side < SIDE.least || side > SIDE.most)) {
    return { problem: 'pictureSize', values: SIDE }
  }
  const isWhole = await open(content)
    .resize(8, 8, { fit: 'fill', fastShrinkOnLoad: false })
    .raw()
    .toBuffer()
    .then(() => true)
    .catch(() => false)
  return isWhole ? null : { problem: 'pictureCorrupt', values: {} }
}

function isOverLimit(error: unknown): boolean {
  return error instanceof Error && /exceeds pixel limit|too large/i.test(error.message)
}

/**
 * Makes the kept pictures of one that has passed `pictureFault`. One that is not square stays whole,
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
  const { width, height, channels } = await open(plain).metadata()
  return width === height && width <= LARGEST && channels === 3 ? plain : null
}

async function square(content: Buffer): Promise<Buffer> {
  const whole = await open(content)
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
