/**
 * Makes the images: `npm run images`, or some by name: `npm run images -- nats valkey`. Needs root on
 * Debian and its packages; pulls nothing. They lie in `tmp/images/<architecture>` then.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MissingPartError } from '#tests/services/missing_part'
import { isRecord, readJson } from './archive.js'
import { buildImage, type BuiltImage } from './build_image.js'
import { IMAGES } from './definitions.js'
import { Engine } from './engine.js'
import { OUTPUT } from './place.js'

const LIST = join(OUTPUT, 'images.json')

function isImage(value: unknown): value is BuiltImage {
  return isRecord(value) && typeof value.name === 'string' && typeof value.digest === 'string'
}

function imagesBefore(): BuiltImage[] {
  const list = existsSync(LIST) ? readJson(LIST) : []
  return Array.isArray(list) ? list.filter(isImage) : []
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !IMAGES.some((image) => image.name === name))
if (unknown.length > 0) {
  console.error(`Choose from: ${IMAGES.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

const built = new Map(imagesBefore().map((image) => [image.name, image]))
try {
  const engine = await Engine.start('none')
  try {
    for (const definition of IMAGES) {
      if (wanted.length > 0 && !wanted.includes(definition.name)) continue
      const from = performance.now()
      const image = await buildImage(engine, definition)
      built.set(image.name, image)
      const [mb, seconds] = [image.unpackedBytes / 1e6, (performance.now() - from) / 1000]
      console.log(`${image.image} ${image.digest} ${mb.toFixed(0)} MB in ${seconds.toFixed(0)} s`)
    }
  } finally {
    await engine.stop()
  }
} catch (error) {
  if (!(error instanceof MissingPartError)) throw error
  console.error(`The images cannot be built here: ${error.message}`)
  process.exitCode = 1
}

const list = IMAGES.flatMap(({ name }) => built.get(name) ?? [])
if (list.length > 0) {
  writeFileSync(LIST, `${JSON.stringify(list, null, 2)}\n`)
  const variables = list.map(({ name, digest }) => `IMAGE_${name.toUpperCase()}=${digest}`)
  writeFileSync(join(OUTPUT, 'images.env'), `${variables.join('\n')}\n`)
}
