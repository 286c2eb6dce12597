import { crc32 } from 'node:zlib'
import * as yauzl from 'yauzl'
import type { Faults } from '../files/fault.js'
import { MOST_CARDS } from '../files/deck_file.js'
import { printable } from '../files/value_reader.js'
import { isIgnored, isSafeName, sameFileKey } from './entry_name.js'

/** A card and a picture each, the manifest, folders, and what systems add to each file unasked. */
const MOST_ENTRIES = 4 * MOST_CARDS + 100
const MOST_UNPACKED = 200 * 1024 ** 2
const MOST_RATIO = 200
/** Below this a ratio says nothing: a few lines of the same letter pack well. */
const LEAST_FOR_RATIO = 1024 ** 2

const [STORED, DEFLATED] = [0, 8]
const UNIX = 3
const [FILE_TYPE, SYMBOLIC_LINK] = [0o170000, 0o120000]

/** A file of an archive, checked by what its headers say. */
export interface ArchiveFile {
  /** Its name as it is in the archive. */
  name: string
  /** Size unpacked, in bytes, as it is declared. */
  size: number
  /**
   * Unpacks it.
   *
   * @returns null when it is not what its headers say; then the faults tell
   */
  read(): Promise<Buffer | null>
}

/** The files of an archive, until it is closed. */
export interface Archive {
  files: ArchiveFile[]
  close(): void
}

/** Opens a zip and checks everything that its headers say, without unpacking; null when refused. */
export async function openArchive(path: string, faults: Faults): Promise<Archive | null> {
  const zip = await yauzl
    .openPromise(path, { autoClose: false, decodeStrings: false })
    .catch(() => null)
  if (!zip) {
    faults.refuse('notAZip')
    return null
  }
  const close = () => zip.close()
  if (zip.entryCount > MOST_ENTRIES) {
    faults.refuse('tooManyFiles', {}, { count: zip.entryCount, most: MOST_ENTRIES })
    close()
    return null
  }
  const before = faults.refusals.length
  const entries = await readEntries(zip).catch(() => null)
  if (!entries) faults.refuse('corrupt')
  const files = entries ? await checkEntries(zip, entries, faults) : []
  if (faults.refusals.length === before) return { files, close }
  close()
  return null
}

async function readEntries(zip: yauzl.ZipFile): Promise<yauzl.Entry[]> {
  const entries: yauzl.Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  return entries
}

async function checkEntries(zip: yauzl.ZipFile, entries: yauzl.Entry[], faults: Faults) {
  const files: ArchiveFile[] = []
  const seen = new Map<string, string>()
  let unpacked = 0
  const read = { unpacked: 0, packed: 0 }
  for (const entry of entries) {
    const name = nameOf(entry)
    const place = { file: printable(name) }
    unpacked += entry.uncompressedSize
    if (!isSafeName(name)) faults.refuse('badName', place)
    else if (isSymbolicLink(entry)) faults.refuse('symbolicLink', place)
    else if (seen.has(sameFileKey(name))) {
      faults.refuse('duplicateFile', place, { other: seen.get(sameFileKey(name)) ?? '' })
    }
    seen.set(sameFileKey(name), place.file)
    if (isIgnored(name)) continue
    read.unpacked += entry.uncompressedSize
    read.packed += entry.compressedSize
    if (entry.isEncrypted()) faults.refuse('encrypted', place)
    else if (![STORED, DEFLATED].includes(entry.compressionMethod)) {
      faults.refuse('unknownCompression', place)
    } else if (isBomb(entry.uncompressedSize, entry.compressedSize)) {
      faults.refuse('ratio', place, { most: MOST_RATIO })
    } else if (await headersDisagree(zip, entry)) faults.refuse('headersDisagree', place)
    files.push({
      name,
      size: entry.uncompressedSize,
      read: async () => {
        const content = await unpack(zip, entry)
        if (!content) faults.refuse('corrupt', place)
        return content
      },
    })
  }
  if (unpacked > MOST_UNPACKED) {
    faults.refuse('unpackedTooLarge', {}, { most: MOST_UNPACKED / 1024 ** 2 })
  }
  // Files that share what is packed would count it several times.
  if (isBomb(read.unpacked, Math.min(read.packed, zip.fileSize))) {
    faults.refuse('deckRatio', {}, { most: MOST_RATIO })
  }
  return files
}

function nameOf(entry: yauzl.Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry
  // Strict: a backslash stays one, so that it is seen and refused.
  return yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true)
}

function isSymbolicLink({ versionMadeBy, externalFileAttributes }: yauzl.Entry): boolean {
  const mode = externalFileAttributes >>> 16
  return versionMadeBy >>> 8 === UNIX && (mode & FILE_TYPE) === SYMBOLIC_LINK
}

function isBomb(unpacked: number, packed: number): boolean {
  return unpacked > LEAST_FOR_RATIO && unpacked / packed > MOST_RATIO
}

/** Programs that read one header and those that read the other would see different files. */
async function headersDisagree(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<boolean> {
  const local = await zip.readLocalFileHeaderPromise(entry).catch(() => null)
  if (!local) return true
  const sizesFollow = (local.generalPurposeBitFlag & 8) !== 0
  const isZip64 = local.uncompressedSize === 0xffff_ffff
  return (
    !local.fileName.equals(entry.fileNameRaw) ||
    local.compressionMethod !== entry.compressionMethod ||
    (local.generalPurposeBitFlag & 1) !== (entry.generalPurposeBitFlag & 1) ||
    (!sizesFollow &&
      !isZip64 &&
      (local.uncompressedSize !== entry.uncompressedSize ||
        local.compressedSize !== entry.compressedSize ||
        local.crc32 !== entry.crc32))
  )
}

/** Never more than is declared: the reader stops at it. */
async function unpack(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Buffer | null> {
  try {
    const pieces: Buffer[] = []
    const stream: AsyncIterable<unknown> = await zip.openReadStreamPromise(entry)
    for await (const piece of stream) if (Buffer.isBuffer(piece)) pieces.push(piece)
    const content = Buffer.concat(pieces)
    return crc32(content) === entry.crc32 ? content : null
  } catch {
    return null
  }
}
