import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Every file below a folder, each with its path in the bundle. */
function below(source, path) {
  if (!existsSync(source)) return []
  return readdirSync(source, { recursive: true })
    .map((name) => ({ path: join(path, name), source: join(source, name) }))
    .filter((file) => statSync(file.source).isFile())
}

/**
 * What a bundle carries beside its program: each file with the place that it is taken from.
 *
 * @param {{ root: string, images: string, compose: string }} places the project, what the image
 *   build wrote, and the Compose files
 * @returns {{ path: string, source: string }[]}
 * @throws {Error} without images
 */
export function bundleContents({ root, images, compose }) {
  if (!existsSync(join(images, 'images.json'))) {
    throw new Error(`${images} has no images.json: build the images first`)
  }
  const archives = readdirSync(images).filter((name) => name.endsWith('.tar'))
  return [
    { path: 'images.json', source: join(images, 'images.json') },
    ...archives.map((name) => ({ path: `images/${name}`, source: join(images, name) })),
    ...below(join(images, 'sbom'), 'sbom'),
    ...below(join(images, 'licences'), 'licences'),
    ...below(compose, 'compose'),
    ...below(join(root, 'charts'), 'charts'),
    ...below(join(root, 'docs'), 'docs'),
    { path: 'docs/belvedere.1', source: join(root, 'appliance/install/belvedere.1') },
    { path: 'LICENSE', source: join(root, 'LICENSE') },
  ]
}

/**
 * The program of a bundle, its pieces in the order of their paths.
 *
 * @param {string} install the folder that the program's sources are in
 */
export function programContents(install) {
  return ['lib', 'commands', 'checks'].flatMap((name) =>
    below(join(install, name), `program/${name}`)
  )
}
