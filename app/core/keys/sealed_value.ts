import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const FORMAT = 1
/** Format and key version. */
const HEADER = 5
const NONCE = 12
const TAG = 16

/** Whose key seals: an organisation's, that of one person in it, or with neither the appliance's. */
export interface KeyHolder {
  /** UUID; null for the appliance's own key. */
  organisation: string | null
  /** UUID. */
  person?: string
}

/** Where a sealed value stands. It can be opened in no other place. */
export interface SealedPlace {
  table: string
  column: string
  /** Id of the row. */
  row: string
}

/** A data key. */
export interface DataKey {
  version: number
  /** 256 bits. */
  key: Buffer
}

/** What is wrong with a sealed value. */
export type SealedFault = 'truncated' | 'unknownFormat' | 'unknownKeyVersion' | 'altered'

/**
 * A sealed value is not what was stored in its place: it was cut, changed, or moved from elsewhere.
 * The message holds ids alone.
 */
export class SealedValueError extends Error {
  override name = 'SealedValueError'

  constructor(
    readonly fault: SealedFault,
    { organisation, person }: KeyHolder,
    { table, column, row }: SealedPlace
  ) {
    super(
      `${fault}: ${table}.${column} of row ${row}, organisation ${organisation ?? 'none'}, person ${person ?? 'none'}`
    )
  }

  /** What the log may say beside the name. */
  get code(): SealedFault {
    return this.fault
  }
}

function associated(holder: KeyHolder, place: SealedPlace, header: Buffer): Buffer {
  const { organisation, person = null } = holder
  const { table, column, row } = place
  const id = (text: string | null) => text?.toLowerCase() ?? null
  return Buffer.concat([
    header,
    Buffer.from(JSON.stringify([id(organisation), id(person), table, column, id(row)])),
  ])
}

/**
 * Seals a value for its place: AES-256-GCM with a random 96-bit nonce; organisation, person, table,
 * column, row and key version are associated data. 33 bytes longer than the value.
 */
export function sealValue(
  { version, key }: DataKey,
  holder: KeyHolder,
  place: SealedPlace,
  value: string | Uint8Array
): Buffer {
  const header = Buffer.alloc(HEADER)
  header.writeUInt8(FORMAT)
  header.writeUInt32BE(version, 1)
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv(CIPHER, key, nonce)
  cipher.setAAD(associated(holder, place, header))
  const sealed = typeof value === 'string' ? cipher.update(value, 'utf8') : cipher.update(value)
  cipher.final()
  return Buffer.concat([header, nonce, sealed, cipher.getAuthTag()])
}

/** Version of the key that sealed a value; undefined when it is no sealed value. */
export function keyVersionOf(sealed: Uint8Array): number | undefined {
  if (sealed.length < HEADER + NONCE + TAG || sealed[0] !== FORMAT) return undefined
  return Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length).readUInt32BE(1)
}

/**
 * Opens a value in its place.
 *
 * @param keyOf the key of a version; undefined when there is none
 * @throws SealedValueError, and whatever `keyOf` throws
 */
export function openValue(
  keyOf: (version: number) => Buffer | undefined,
  holder: KeyHolder,
  place: SealedPlace,
  value: Uint8Array
): Buffer {
  const refuse = (fault: SealedFault) => new SealedValueError(fault, holder, place)
  const sealed = Buffer.from(value.buffer, value.byteOffset, value.length)
  if (sealed.length < HEADER + NONCE + TAG) throw refuse('truncated')
  if (sealed[0] !== FORMAT) throw refuse('unknownFormat')
  const key = keyOf(sealed.readUInt32BE(1))
  if (!key) throw refuse('unknownKeyVersion')
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(HEADER, HEADER + NONCE), {
    authTagLength: TAG,
  })
  decipher.setAAD(associated(holder, place, sealed.subarray(0, HEADER)))
  decipher.setAuthTag(sealed.subarray(-TAG))
  try {
    const opened = decipher.update(sealed.subarray(HEADER + NONCE, -TAG))
    decipher.final()
    return opened
  } catch {
    throw refuse('altered')
  }
}
