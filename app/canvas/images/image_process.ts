/**
 * The process that decodes what somebody brought as an image; see `make_image.ts`. Whatever a file
 * does to the decoder, it does it here, where there is nothing else.
 */
import { open } from 'node:fs/promises'
import sharp from 'sharp'
import { MOST_PIXELS, SIDES } from './image_bounds.js'
import { HEAD_LENGTH, kindOf, type ImageKind } from './image_kind.js'
import type { ImageAnswer, ImageFault } from './made_image.js'

/** Seconds that the decoder and the encoder may take for a step, each. */
const MOST_SECONDS = 15
/** Memory that this process may have. Bytes. */
const MOST_MEMORY = 1.5 * 1024 ** 3
const LOADERS = ['Png', 'Jpeg', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}`)

// What is not one of the five is not even looked at.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: LOADERS })
sharp.cache(false)
sharp.concurrency(1)
setInterval(() => {
  if (process.memoryUsage.rss() > MOST_MEMORY) process.exit(1)
}, 20).unref()

const path = process.argv[2] ?? ''

async function headOf(): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_LENGTH), 0, HEAD_LENGTH, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The image for the decoder: the first picture of one that moves. */
const opened = () => sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })

async function faultOf(kind: ImageKind): Promise<ImageFault | null> {
  try {
    const { format, width, height } = await opened().metadata()
    if (format !== kind) return 'imageUnknown'
    return width * height > MOST_PIXELS ? 'imageTooCostly' : null
  } catch (error) {
    return faultIn(error)
  }
}

function faultIn(error: unknown): ImageFault {
  const isCostly = error instanceof Error && /pixel limit|too large|timeout/i.test(error.message)
  return isCostly ? 'imageTooCostly' : 'imageDamaged'
}

const within = (side: number) =>
  ({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const

/** Encoded anew and upright: of the file that came nothing but its pixels is left. */
async function make(): Promise<ImageAnswer> {
  const kind = kindOf(await headOf())
  if (kind === null) return { fault: 'imageUnknown' }
  if (kind === 'svg') return { fault: 'imageSvg' }
  if (kind === 'heic') return { fault: 'imageHeic' }
  const fault = await faultOf(kind)
  if (fault) return { fault }
  try {
    const { data: large, info } = await opened()
      .timeout({ seconds: MOST_SECONDS })
      .autoOrient()
      .toColourspace('srgb')
      .resize(within(SIDES.large))
      .webp({ quality: 84 })
      .toBuffer({ resolveWithObject: true })
    const small = await sharp(large)
      .timeout({ seconds: MOST_SECONDS })
      .resize(within(SIDES.small))
      .webp({ quality: 80 })
      .toBuffer()
    return { large, small, width: info.width, height: info.height }
  } catch (error) {
    return { fault: faultIn(error) }
  }
}

const answer = await make()
process.send?.(answer, () => process.disconnect())
