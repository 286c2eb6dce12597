/**
 * Makes the images: `npm run images`, or some by name: `npm run images -- nats valkey`. Needs root on
 * Debian and its packages; pulls nothing. They lie in `tmp/images/<architecture>` then. `--take
 * ollama=FILE` puts another publisher's image beside them, as `docker save` wrote it, and makes none.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { MissingPartError } from '#tests/services/missing_part'
import { isRecord, readJson } from './archive.js'
import { buildImage, type BuiltImage } from './build_image.js'
import { IMAGES, SLOTS } from './definitions.js'
import { Engine } from './engine.js'
import { OUTPUT } from './place.js'
import { takeImage } from './take_image.js'

const LIST = join(OUTPUT, 'images.json')

function isImage(value: unknown): value is BuiltImage {
  return isRecord(value) && typeof value.name === 'string' && typeof value.digest === 'string'
}

function imagesBefore(): BuiltImage[] {
  const list = existsSync(LIST) ? readJson(LIST) : []
  return Array.isArray(list) ? list.filter(isImage) : []
}

const { values, positionals: wanted } = parseArgs({
  options: { take: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true,
})
const taken = values.take.map((each) => {
  const [name = '', ...file] = each.split('=')
  return { name, file: file.join('=') }
})
const unknown = [
  ...wanted.filter((name) => !IMAGES.some((image) => image.name === name)),
  ...taken.map(({ name }) => name).filter((name) => !SLOTS.includes(name)),
]
if (unknown.length > 0) {
  console.error(`Choose from: ${IMAGES.map(({ name }) => name).join(', ')}`)
  console.error(`and with --take NAME=FILE: ${SLOTS.join(', ')}`)
  process.exit(2)
}

const built = new Map(imagesBefore().map((image) => [image.name, image]))
try {
  const engine = await Engine.start('none')
  try {
    for (const { name, file } of taken) built.set(name, takeImage(engine, name, file))
    for (const definition of taken.length > 0 && wanted.length === 0 ? [] : IMAGES) {
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

const names = [...IMAGES.map(({ name }) => name), ...SLOTS]
const list = names.flatMap((name) => built.get(name) ?? [])
if (list.length > 0) {
  writeFileSync(LIST, `${JSON.stringify(list, null, 2)}\n`)
  const variables = list.map(({ name, digest }) => `IMAGE_${name.toUpperCase()}=${digest}`)
  writeFileSync(join(OUTPUT, 'images.env'), `${variables.join('\n')}\n`)
}
