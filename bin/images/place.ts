import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#tests/services/place'

/** The version of the product. */
export const VERSION: string = versionOf(
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
)

function versionOf(manifest: unknown): string {
  if (typeof manifest === 'object' && manifest && 'version' in manifest) {
    return String(manifest.version)
  }
  throw new Error('package.json has no version')
}

/** What this machine's processor is called by Debian and in images: `amd64` or `arm64`. */
export const ARCHITECTURE = process.arch === 'arm64' ? 'arm64' : 'amd64'

/** Folder of everything that the image build makes and keeps. */
export const WORK = join(root, 'tmp', 'images')

/** Folder of what the build hands over: archives, `images.json`, `sbom/` and `licences/`. */
export const OUTPUT = join(WORK, ARCHITECTURE)

/** Folder of the Containerfiles and what they copy. */
export const SOURCES = join(root, 'appliance', 'images')

/** Name of an image of this release. */
export function tagOf(name: string): string {
  return `belvedere/${name}:${VERSION}`
}

/** When the checkout was committed, in seconds since 1970; `SOURCE_DATE_EPOCH` when it is set. */
export function commitTime(): number {
  const { SOURCE_DATE_EPOCH } = process.env
  if (SOURCE_DATE_EPOCH) return Number(SOURCE_DATE_EPOCH)
  return Number(execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }))
}
