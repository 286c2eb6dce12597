import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root as checkout } from '#tests/services/place'
import { Apt, run } from './apt.js'
import { isRecord, packFolder, readJson, writeArchive, type RunConfig } from './archive.js'
import {
  billOfMaterials,
  debianComponents,
  licenceList,
  npmComponents,
  type Component,
} from './bill_of_materials.js'
import { addProgram, makeRoot } from './debian_root.js'
import { SUITE, type ImageDefinition } from './definitions.js'
import type { Engine } from './engine.js'
import { objectStore, smallPrograms, VERSITY_VERSION } from './go_programs.js'
import { withLibraries } from './libraries.js'
import { addProduct } from './product_root.js'
import { ARCHITECTURE, commitTime, OUTPUT, SOURCES, tagOf, VERSION, WORK } from './place.js'

/** What `images.json` says of an image. */
export interface BuiltImage {
  name: string
  /** Name with the version of the release. */
  image: string
  digest: string
  architecture: string
  unpackedBytes: number
  /** Paths in the folder of the output; of another publisher's image there are none. */
  sbom?: string
  licences?: string
}

const VERSITY: Component = {
  type: 'application',
  name: 'versitygw',
  version: VERSITY_VERSION,
  purl: `pkg:golang/github.com/versity/versitygw@v${VERSITY_VERSION}`,
  licence: 'Apache-2.0',
}

/** Those that are asked for their health by HTTP. */
const ANSWERS = ['nats', 'gateway', 'objects', 'prometheus', 'speech', 'belvedere']

/** What an image has beside packages of Debian. */
function addOwn(name: string, root: string): void {
  if (ANSWERS.includes(name)) addProgram(join(smallPrograms(), 'answers'), root)
  if (name === 'objects') {
    addProgram(join(smallPrograms(), 'with_secrets'), root)
    addProgram(join(objectStore(), 'versitygw'), root)
  }
  if (name === 'belvedere') addProduct(root)
}

function ownComponents(name: string, root: string): Component[] {
  if (name === 'objects') return [VERSITY]
  if (name !== 'belvedere') return []
  const version = process.versions.node
  const node: Component = {
    type: 'application',
    name: 'node',
    version,
    purl: `pkg:generic/node@${version}`,
    licence: 'MIT',
  }
  return [node, ...npmComponents(root)]
}

/** Files that an image has, and whoever runs a part without the images. */
const SHARED: Record<string, string> = {
  gateway: 'gateway/belvedere.caddy',
  prometheus: 'observability/prometheus/belvedere.rules.yml',
}

/** The files that a Containerfile copies. */
function contextOf(name: string, folder: string): void {
  cpSync(join(SOURCES, name), folder, { recursive: true })
  const shared = SHARED[name]
  if (shared) cpSync(join(checkout, 'appliance', shared), join(folder, basename(shared)))
}

/** Where the layers of a saved image lie in its archive. */
function layersOf(manifest: unknown): string[] {
  const first: unknown = Array.isArray(manifest) ? manifest[0] : undefined
  const layers: unknown = isRecord(first) ? first.Layers : undefined
  if (!Array.isArray(layers)) throw new Error('The engine has saved no image')
  return layers.map(String)
}

/** The files of an image as the engine has them, put together from its layers. */
function flatten(engine: Engine, tag: string, folder: string): string {
  const saved = join(folder, 'saved')
  const root = join(folder, 'flat')
  for (const each of [saved, root]) mkdirSync(each, { recursive: true })
  engine.docker('save', '--output', join(folder, 'saved.tar'), tag)
  run('tar', ['--extract', '--file', join(folder, 'saved.tar'), '--directory', saved])
  const layers = layersOf(readJson(join(saved, 'manifest.json')))
  for (const layer of layers) {
    run('tar', [
      ...['--extract', '--file', join(saved, layer), '--directory', root],
      ...['--numeric-owner', '--preserve-permissions', '--overwrite'],
    ])
  }
  return root
}

function runConfigOf(engine: Engine, tag: string): RunConfig {
  const words = ['image', 'inspect', '--format', '{{json .Config}}', tag]
  const config: unknown = JSON.parse(engine.docker(...words))
  if (!isRecord(config)) throw new Error(`${tag} says nothing of how it is run`)
  const kept = ['User', 'ExposedPorts', 'Env', 'Entrypoint', 'Cmd', 'WorkingDir', 'Volumes']
  return Object.fromEntries(
    [...kept, 'Healthcheck', 'StopSignal'].flatMap((key) =>
      config[key] === undefined || config[key] === null ? [] : [[key, config[key]]]
    )
  )
}

/** Makes an image with its archive, bill of materials and list of licences. */
export async function buildImage(engine: Engine, definition: ImageDefinition): Promise<BuiltImage> {
  const { name } = definition
  const work = join(WORK, 'work', name)
  rmSync(work, { recursive: true, force: true })
  const [root, context] = [join(work, 'root'), join(work, 'context')]
  const suite = definition.suite ?? SUITE
  const apt = Apt.ofRelease(join(WORK, suite === SUITE ? 'apt' : `apt-${suite}`), suite)
  const packages = definition.bringsLibraries
    ? withLibraries(apt, definition, join(work, 'needed'))
    : apt.fetch(definition.packages)
  const made = makeRoot(definition, packages, root, (place) => addOwn(name, place))
  const time = name === 'belvedere' ? commitTime() : made

  const base = `belvedere/base-${name}`
  const baseFile = join(work, 'base.tar')
  packFolder(root, baseFile, time)
  engine.docker('import', baseFile, base)
  contextOf(name, context)
  const tag = tagOf(name)
  engine.docker(
    'build',
    '--network',
    'none',
    '--tag',
    `building/${name}`,
    '--file',
    join(context, 'Containerfile'),
    context
  )
  const config = runConfigOf(engine, `building/${name}`)
  const flat = flatten(engine, `building/${name}`, work)
  mkdirSync(OUTPUT, { recursive: true })
  const archive = join(OUTPUT, `${name}.tar`)
  const { digest, unpackedBytes } = await writeArchive(archive, { root: flat, tag, time, config })

  const components = [...debianComponents(flat, suite), ...ownComponents(name, flat)]
  const [sbom, licences] = [`sbom/${name}.cdx.json`, `licences/${name}.txt`]
  for (const folder of ['sbom', 'licences']) mkdirSync(join(OUTPUT, folder), { recursive: true })
  const bill = billOfMaterials({ name, version: VERSION, digest, time }, components)
  writeFileSync(join(OUTPUT, sbom), `${JSON.stringify(bill, null, 1)}\n`)
  writeFileSync(join(OUTPUT, licences), licenceList(components))
  engine.docker('image', 'rm', '--force', `building/${name}`, base)
  rmSync(work, { recursive: true, force: true })
  return { name, image: tag, digest, architecture: ARCHITECTURE, unpackedBytes, sbom, licences }
}
