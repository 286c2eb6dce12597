import { randomBytes } from 'node:crypto'
import { openValue, sealValue, type KeyHolder } from './sealed_value.js'

/** A key that wraps others. */
export interface WrappingKey {
  /** What the wrapped key says it is wrapped by. */
  name: string
  /** 256 bits. */
  key: Buffer
}

const placeOf = (version: number, wrappedBy: string) => ({
  table: 'data_keys',
  column: `wrapped by ${wrappedBy}`,
  row: String(version),
})

/** A new data key. 256 bits. */
export function newDataKey(): Buffer {
  return randomBytes(32)
}

/** Wraps a data key: it can be unwrapped by the same key alone, as that version of that holder's. */
export function wrapKey(
  by: WrappingKey,
  holder: KeyHolder,
  { version, key }: { version: number; key: Buffer }
): Buffer {
  return sealValue({ version: 0, key: by.key }, holder, placeOf(version, by.name), key)
}

/**
 * Unwraps a data key.
 *
 * @throws SealedValueError when it is another's, or has been altered
 */
export function unwrapKey(
  by: WrappingKey,
  holder: KeyHolder,
  { version, wrapped }: { version: number; wrapped: Uint8Array }
): Buffer {
  return openValue(() => by.key, holder, placeOf(version, by.name), wrapped)
}
