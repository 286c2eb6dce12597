/**
 * The manifest of a bundle: lines as `sha256sum` writes them, after a header of lines that begin
 * with `#`. docs/adr/0014-bundle.md has the form.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The oldest release that this one can take over from. */
export const UPGRADES_FROM = '0.1.0'

/** Names that mean the same to every shell and every file system. */
const PATH = /^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/

/**
 * @typedef {{ path: string, sha256: string, size: number }} BundleFile
 * @typedef {{ release: string, sha256: string, files: BundleFile[] }} Base
 */

/**
 * The manifest's text.
 *
 * @param {{ release: string, architecture: string, serves: string, base?: Base, files: BundleFile[] }} bundle
 *   `serves` is the oldest release that can use the database of this one; `files` is all that belongs to the release; with a base, what it has already is only named
 * @throws {Error} when a path could mean something else on another machine
 */
export function manifestText({ release, architecture, serves, base, files }) {
  const odd = files.find(({ path }) => !PATH.test(path))
  if (odd) throw new Error(`A file of a bundle cannot be called ${JSON.stringify(odd.path)}`)
  const sorted = files.toSorted((one, other) => (one.path < other.path ? -1 : 1))
  const carried = sorted.filter((file) => !isOfBase(base, file))
  return [
    '# belvedere bundle 1',
    `# release ${release}`,
    `# architecture ${architecture}`,
    `# upgrades-from ${UPGRADES_FROM}`,
    `# schema-serves ${serves}`,
    ...(base ? [`# base ${base.release} ${base.sha256}`] : []),
    ...sorted
      .filter((file) => isOfBase(base, file))
      .map(({ path, sha256, size }) => `# of-base ${sha256} ${size} ${path}`),
    ...carried.map(({ path, size }) => `# size ${size} ${path}`),
    ...carried.map(({ path, sha256 }) => `${sha256}  ${path}`),
    '',
  ].join('\n')
}

/**
 * Whether the base has a file already. What the program is made of is always carried: it has to
 * work before a base is found.
 *
 * @param {Base | undefined} base
 * @param {BundleFile} file
 */
export function isOfBase(base, { path, sha256 }) {
  if (!base || path === 'belvedere' || path.startsWith('program/')) return false
  return base.files.some((other) => other.path === path && other.sha256 === sha256)
}

/**
 * Reads another bundle's manifest, to make a delta to it.
 *
 * @param {string} folder of the bundle
 * @returns {Base}
 * @throws {Error} when there is none, or it needs a base itself
 */
export function readBase(folder) {
  const text = readFileSync(join(folder, 'MANIFEST.sha256'), 'utf8')
  const release = /^# release (\S+)$/m.exec(text)?.[1]
  if (!release) throw new Error(`${folder} is no bundle`)
  if (/^# base /m.test(text)) throw new Error(`${folder} is a delta; name a whole bundle`)
  return {
    release,
    sha256: createHash('sha256').update(text).digest('hex'),
    files: [...text.matchAll(/^([0-9a-f]{64}) {2}(\S+)$/gm)].map(([, sha256, path]) => ({
      path,
      sha256,
      size: Number(new RegExp(`^# size (\\d+) ${path.replaceAll('.', '\\.')}$`, 'm').exec(text)[1]),
    })),
  }
}
