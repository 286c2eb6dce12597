import {
  keyVersionOf,
  openValue,
  sealValue,
  type DataKey,
  type KeyHolder,
  type SealedPlace,
} from './sealed_value.js'
import { unwrapKey, type WrappingKey } from './wrapping.js'

/** A wrapped data key as it is stored. */
export interface DataKeyRow {
  organisation_id: string | null
  person_id: string | null
  version: number
  /** Null once the key has been destroyed. */
  wrapped: Uint8Array | null
  /** Id of an appliance key, or for a person's key the version of the organisation's. */
  wrapped_by: string
}

/** The data keys of one holder. They live no longer than the scope that they were read in. */
export class DataKeys {
  readonly #unwrapped = new Map<number, Buffer>()

  /** @param wrapperOf finds what a key is wrapped by; null when that has been destroyed */
  constructor(
    readonly holder: KeyHolder,
    private readonly rows: readonly DataKeyRow[],
    private readonly wrapperOf: (name: string) => WrappingKey | null
  ) {}

  /** The highest version that there has ever been; 0 for none. */
  get lastVersion(): number {
    return Math.max(0, ...this.rows.map(({ version }) => version))
  }

  /** The newest key; undefined when there is none yet, or each has been destroyed. */
  get newest(): DataKey | undefined {
    return this.unwrapNewest()
  }

  /** The version that whatever is sealed next is sealed with: that of a key yet to be made, if need be. */
  get nextVersion(): number {
    return this.newest?.version ?? this.lastVersion + 1
  }

  /** The highest version that was destroyed; 0 for none. */
  get lastDestroyed(): number {
    const destroyed = this.rows.filter(({ wrapped }) => wrapped === null)
    return Math.max(0, ...destroyed.map(({ version }) => version))
  }

  /** Whether a key of this version or a later one has been destroyed. */
  isDestroyedFrom(version: number): boolean {
    return this.rows.some((row) => row.version >= version && this.keyOf(row.version) === null)
  }

  /** Unwraps the newest key now, for when the appliance key may be another the next moment. */
  unwrapNewest(): DataKey | undefined {
    const versions = this.rows.map(({ version }) => version).sort((one, other) => other - one)
    for (const version of versions) {
      const key = this.keyOf(version)
      if (key) return { version, key }
    }
    return undefined
  }

  /**
   * The key of a version: undefined when there has never been one, null when it has been destroyed.
   *
   * @throws ApplianceKeyError, SealedValueError
   */
  keyOf(version: number): Buffer | null | undefined {
    const known = this.#unwrapped.get(version)
    if (known) return known
    const row = this.rows.find((each) => each.version === version)
    if (!row) return undefined
    const by = row.wrapped && this.wrapperOf(row.wrapped_by)
    if (!row.wrapped || !by) return null
    const key = unwrapKey(by, this.holder, { version, wrapped: row.wrapped })
    this.#unwrapped.set(version, key)
    return key
  }

  /** Seals a value for its place, with the newest key. */
  seal(place: SealedPlace, value: string | Uint8Array): Buffer {
    const { newest } = this
    if (!newest) throw new Error('There is no key to seal with: ask for it with keysToSeal')
    return sealValue(newest, this.holder, place, value)
  }

  /**
   * Opens a sealed value in its place.
   *
   * @returns null when it has been erased: its key was destroyed
   * @throws SealedValueError when it is not what was stored there
   */
  open(place: SealedPlace, sealed: Uint8Array): Buffer | null {
    const version = keyVersionOf(sealed)
    if (version !== undefined && this.keyOf(version) === null) return null
    return openValue((each) => this.keyOf(each) ?? undefined, this.holder, place, sealed)
  }
}
