import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'

/** Writes a file that only its owner can read, wholly or not at all. */
export function writePrivateFile(path: string, text: string): void {
  const part = `${path}.part`
  writePart(part, text)
  renameSync(part, path)
}

/** Writes the part that renaming or linking makes the file later. */
export function writePart(part: string, text: string): void {
  const descriptor = openSync(part, 'w', 0o600)
  try {
    writeFileSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
