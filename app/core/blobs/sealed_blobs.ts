import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { v7 as newId } from 'uuid'
import type { BlobDriver, ByteRange } from './blob_driver.js'
import { BlobError, toBlobError, type BlobFault } from './blob_error.js'
import { assertKey } from './blob_key.js'

/** The data keys with which an organisation's or a person's files are sealed. */
export interface BlobKeys {
  /** 256 bits, and the number of their version; undefined when there are none. */
  newest: { version: number; key: Buffer } | undefined
  /** Undefined for a version that there has never been, null for one that was destroyed. */
  keyOf(version: number): Buffer | null | undefined
}

/**
 * Files that only who has the key can read. They are sealed in segments, so that a part can be read
 * without the rest, and each segment is bound to its organisation, its file, its place in it and
 * whether it is the last: none can be changed, left out, moved or brought from another file. Every
 * method may fail with a `BlobError`, `damaged` when what is stored is not what was sealed there.
 */
export interface SealedBlobs {
  /** Seals a content and keeps it in a folder. The same content twice is kept twice. */
  keep(folder: string, content: Readable): Promise<{ key: string; size: number }>
  /**
   * What was sealed, or a part of it, as it comes. What comes has been checked; a file that was cut
   * off breaks off with an error instead of ending.
   */
  stream(key: string, range?: ByteRange): Promise<Readable>
  /** All that was sealed, of a size that fits into memory. */
  read(key: string): Promise<Buffer>
}

const FORMAT = Buffer.from('BVS1')
const SALT = 32
const HEADER = FORMAT.length + 4 + SALT
const SEGMENT = 64 * 1024
const TAG = 16
const SEALED = SEGMENT + TAG
const ALL: ByteRange = { start: 0, length: Infinity }

/** What a segment is bound to. */
interface Binding {
  /** Of this file alone, so that the numbers of segments can be its nonces. */
  key: Buffer
  header: Buffer
  context: string
}

/** Sealed files of an organisation in a store. */
export function sealedBlobsIn(
  driver: BlobDriver,
  organisation: string,
  keys: BlobKeys
): SealedBlobs {
  function bind(key: string, header: Buffer): Binding {
    const isOurs = header.length === HEADER && header.subarray(0, FORMAT.length).equals(FORMAT)
    if (!isOurs) throw new BlobError('damaged', key)
    const dataKey = keys.keyOf(header.readUInt32BE(FORMAT.length))
    if (!dataKey) throw new BlobError(dataKey === null ? 'erased' : 'damaged', key)
    return bindingOf(dataKey, header, `${organisation}\0${key}`)
  }

  async function open(key: string, { start, length }: ByteRange): Promise<Readable> {
    const { contentLength } = await driver.getMetaData(key)
    if (contentLength < HEADER + TAG) throw new BlobError('damaged', key)
    const header = await buffer(await driver.getStream(key, { start: 0, length: HEADER }))
    const binding = bind(key, header)
    const end = Math.ceil((contentLength - HEADER) / SEALED) - 1
    const first = Math.min(Math.floor(start / SEGMENT), end)
    const last = Math.min(Math.floor((start + length - 1) / SEGMENT), end)
    const sealed = await driver.getStream(key, {
      start: HEADER + first * SEALED,
      length: (last - first + 1) * SEALED,
    })
    const segments = opening(sealed, key, binding, { first, last, end })
    return Readable.from(partOf(segments, start - first * SEGMENT, length))
  }

  return {
    async keep(folder, content) {
      const key = `${folder}/${newId()}.sealed`
      assertKey(key)
      const { newest } = keys
      if (!newest) throw new BlobError('erased', key)
      const header = Buffer.concat([FORMAT, numberOf(newest.version, 4), randomBytes(SALT)])
      const binding = bindingOf(newest.key, header, `${organisation}\0${key}`)
      let size = 0
      const counted = async function* () {
        for await (const piece of bytesOf(content, 'brokenOff', key)) {
          size += piece.length
          yield piece
        }
      }
      await driver.putStream(key, Readable.from(sealing(counted(), binding)))
      return { key, size }
    },
    async stream(key, range = ALL) {
      assertKey(key)
      return open(key, range)
    },
    async read(key) {
      assertKey(key)
      return buffer(await open(key, ALL))
    },
  }
}

function bindingOf(dataKey: Buffer, header: Buffer, context: string): Binding {
  const salt = header.subarray(-SALT)
  const key = Buffer.from(hkdfSync('sha256', dataKey, salt, 'belvedere:blob', 32))
  return { key, header, context }
}

function numberOf(value: number, bytes: number): Buffer {
  const number = Buffer.alloc(bytes)
  number.writeUIntBE(value, Math.max(0, bytes - 6), Math.min(bytes, 6))
  return number
}

function boundTo({ header, context }: Binding, number: number, isLast: boolean): Buffer {
  const place = `${context}\0${number}\0${isLast ? 'last' : 'more'}`
  return Buffer.concat([header, Buffer.from(place)])
}

/** What is read or written as bytes; an error on the way becomes the fault that it means here. */
async function* bytesOf(content: AsyncIterable<unknown>, fault: BlobFault, key: string) {
  try {
    for await (const piece of content) {
      if (!(piece instanceof Uint8Array)) throw new TypeError('A file is made of bytes')
      yield Buffer.from(piece)
    }
  } catch (error) {
    throw toBlobError(error, key, () => fault)
  }
}

/** A content in pieces of one length; the last, and only that, may be shorter, and comes as such. */
async function* inSegments(
  content: AsyncIterable<Buffer>,
  length: number
): AsyncIterable<{ piece: Buffer; isLast: boolean }> {
  let rest = Buffer.alloc(0)
  for await (const piece of content) {
    rest = Buffer.concat([rest, piece])
    // One that ends with the content may be the last: only more of it tells.
    while (rest.length > length) {
      yield { piece: rest.subarray(0, length), isLast: false }
      rest = rest.subarray(length)
    }
  }
  yield { piece: rest, isLast: true }
}

async function* sealing(content: AsyncIterable<Buffer>, binding: Binding) {
  yield binding.header
  let number = 0
  for await (const { piece, isLast } of inSegments(content, SEGMENT)) {
    const cipher = createCipheriv('aes-256-gcm', binding.key, numberOf(number, 12))
    cipher.setAAD(boundTo(binding, number, isLast))
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
    number += 1
  }
}

function openSegment(
  sealed: Buffer,
  key: string,
  binding: Binding,
  number: number,
  isLast: boolean
): Buffer {
  if (sealed.length < TAG) throw new BlobError('damaged', key)
  try {
    const decipher = createDecipheriv('aes-256-gcm', binding.key, numberOf(number, 12), {
      authTagLength: TAG,
    })
    decipher.setAAD(boundTo(binding, number, isLast))
    decipher.setAuthTag(sealed.subarray(-TAG))
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()])
  } catch (cause) {
    throw new BlobError('damaged', key, { cause })
  }
}

/** @param place numbers of the first and the last segment that come, and of the last of the file */
async function* opening(
  sealed: AsyncIterable<unknown>,
  key: string,
  binding: Binding,
  { first, last, end }: { first: number; last: number; end: number }
): AsyncIterable<Buffer> {
  let number = first
  for await (const { piece } of inSegments(bytesOf(sealed, 'unreachable', key), SEALED)) {
    yield openSegment(piece, key, binding, number, number === end)
    number += 1
  }
  if (number !== last + 1) throw new BlobError('damaged', key)
}

async function* partOf(content: AsyncIterable<Buffer>, start: number, length: number) {
  let at = 0
  for await (const piece of content) {
    const part = piece.subarray(Math.max(0, start - at), Math.max(0, start + length - at))
    at += piece.length
    if (part.length > 0) yield part
  }
}
