import { rmSync } from 'node:fs'
import { run, unpack, type Apt } from './apt.js'
import { librariesOf } from './debian_root.js'
import type { ImageDefinition } from './definitions.js'

/** The paths of the files in a package. */
function filesOf(file: string): string[] {
  return run('sh', ['-c', 'dpkg-deb --fsys-tarfile "$0" | tar --list', file]).split('\n')
}

/**
 * The packages of an image, with those that its programs load a library of. What packages need beside
 * them is not taken: a player of videos needs a window, and a server of speech does not.
 *
 * @param work folder that everything is unpacked in, and gone afterwards
 * @returns the path of each package
 */
export function withLibraries(apt: Apt, definition: ImageDefinition, work: string): string[] {
  const packages = apt.fetch(definition.packages)
  const needed = apt.fetch(apt.needed(definition.packages))
  unpack(needed, work)
  const libraries = new Set(
    definition.programs.flatMap((program) => librariesOf(program, work).map((path) => `./${path}`))
  )
  rmSync(work, { recursive: true })
  const brings = (file: string) => filesOf(file).some((path) => libraries.has(path))
  return [...new Set([...packages, ...needed.filter(brings)])].sort()
}
