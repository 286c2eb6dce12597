import { readFileSync } from 'node:fs'

/** The release, from the manifest beside the program; empty when there is none to be read. */
export function versionOf(manifestFile: string): string {
  const manifest: unknown = JSON.parse(readFileSync(manifestFile, 'utf8'))
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest
  return isManifest ? String(manifest.version) : ''
}
