import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { MissingPartError } from '#tests/services/missing_part'
import { isRecord } from './archive.js'
import type { BuiltImage } from './build_image.js'
import type { Engine } from './engine.js'
import { ARCHITECTURE, OUTPUT } from './place.js'

/**
 * Takes an image of another publisher, as `docker save` wrote it, for a bundle to carry. It stays as it
 * is: what it is made of, its publisher says.
 *
 * @throws MissingPartError when it is no image, or for another kind of processor
 */
export function takeImage(engine: Engine, name: string, file: string): BuiltImage {
  const said = engine.docker('load', '--input', file)
  const [, tag = ''] = /^Loaded image: (\S+)$/m.exec(said) ?? []
  if (!tag) throw new MissingPartError(`an image with a name, in ${file}`)
  const images: unknown = JSON.parse(engine.docker('image', 'inspect', tag))
  const image: unknown = Array.isArray(images) ? images[0] : undefined
  if (!isRecord(image)) throw new MissingPartError(`an image, in ${file}`)
  const { Id: digest, Architecture: architecture, Size: unpackedBytes } = image
  if (architecture !== ARCHITECTURE) {
    throw new MissingPartError(
      `${tag} for ${ARCHITECTURE}; this one is for ${String(architecture)}`
    )
  }
  mkdirSync(OUTPUT, { recursive: true })
  copyFileSync(file, join(OUTPUT, `${name}.tar`))
  return {
    name,
    image: tag,
    digest: String(digest),
    architecture: ARCHITECTURE,
    unpackedBytes: Number(unpackedBytes),
  }
}
