import { crc32, deflateRawSync } from 'node:zlib'

/** A file of a zip, and what its headers say of it when that is not the truth. */
export interface ZipEntry {
  name: string
  content: string | Buffer
  /** The name in the header beside the content. */
  localName?: string
  /** The unpacked size that both headers say. */
  declaredSize?: number
  /** Bit 0: encrypted. */
  flags?: number
  method?: number
  /** Unix mode, such as 0o120777 for a symbolic link. */
  mode?: number
  /** Spoils what is packed. */
  damaged?: boolean
}

const UTF8 = 0x800

/** A zip of these files, written byte by byte so that it can be one that no program writes. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const { content: given, mode = 0o100644, method = 8 } = entry
    const content = Buffer.from(given)
    const packed = method === 8 ? deflateRawSync(content) : content
    if (entry.damaged) packed.fill(0xff, Math.floor(packed.length / 2))
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE((entry.flags ?? 0) | UTF8, 2)
    common.writeUInt16LE(method, 4)
    common.writeUInt16LE(0x5821, 8)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(entry.declaredSize ?? content.length, 18)
    const local = Buffer.from(entry.localName ?? entry.name)
    const name = Buffer.from(entry.name)
    common.writeUInt16LE(local.length, 22)
    const localHeader = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, local, packed])
    common.writeUInt16LE(name.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((mode << 16) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    const madeOnUnix = Buffer.from([20, 3])
    directory.push(Buffer.from('PK\x01\x02', 'latin1'), madeOnUnix, common, rest, name)
    pieces.push(localHeader)
    offset += localHeader.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...pieces, central, end])
}
