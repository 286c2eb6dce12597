import { createHash } from 'node:crypto'
import { closeSync, fstatSync, mkdirSync, openSync, readSync, utimesSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The largest file that FAT32 holds, which many a disk is carried in with. */
export const PART_BYTES = 4 * 1024 ** 3 - 1

/** When every file of a bundle was last changed: as early as every file system can say. */
const CHANGED = new Date('1980-01-02T00:00:00Z')
const PIECE = Buffer.alloc(1024 ** 2)

/** Copies so many bytes from an open file to a new one. */
function copy(from, target, size, mode) {
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 })
  const to = openSync(target, 'wx', mode)
  const hash = createHash('sha256')
  for (let left = size; left > 0;) {
    const length = readSync(from, PIECE, 0, Math.min(PIECE.length, left), null)
    if (length === 0) throw new Error(`${target} became shorter while it was copied`)
    hash.update(PIECE.subarray(0, length))
    writeSync(to, PIECE, 0, length)
    left -= length
  }
  closeSync(to)
  utimesSync(target, CHANGED, CHANGED)
  return hash.digest('hex')
}

/**
 * Writes the content of a file into a bundle, as parts `NAME.part-000`, `NAME.part-001`, … when it
 * is too large for one file.
 *
 * @param {string} folder of the bundle
 * @param {{ path: string, source: string, executable?: boolean }} file
 * @param {number} most bytes of one file
 * @returns {import('./manifest.js').BundleFile[]} what was written
 */
export function writeParts(folder, { path, source, executable }, most) {
  const from = openSync(source, 'r')
  try {
    const whole = fstatSync(from).size
    const names =
      whole <= most
        ? [path]
        : Array.from(
            { length: Math.ceil(whole / most) },
            (_, index) => `${path}.part-${String(index).padStart(3, '0')}`
          )
    return names.map((name, index) => {
      const size = Math.min(most, whole - index * most)
      const sha256 = copy(from, join(folder, name), size, executable ? 0o755 : 0o644)
      return { path: name, size, sha256 }
    })
  } finally {
    closeSync(from)
  }
}
