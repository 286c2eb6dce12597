import { MAX_DISTANCE } from '../element.js'
import { isName } from '../read_element.js'

/** What can be wrong with a file that is imported. Each is a key of `canvas.exchange.faults`. */
export const FAULTS = [
  'unreadable',
  'fileTooLarge',
  'notJson',
  'tooDeep',
  'unknownFormat',
  'newerVersion',
  'notAnObject',
  'notAList',
  'tooMany',
  'unknownKind',
  'unknownField',
  'notANumber',
  'outOfRange',
  'notText',
  'tooLong',
  'turnsWords',
  'notAName',
  'twice',
  'notThere',
  'notOneOf',
  'notYesOrNo',
  'notPoints',
  'notAnImage',
  'empty',
  'tooMuch',
  'noRoom',
] as const
export type FaultCode = (typeof FAULTS)[number]

/** Why a file is not imported. */
export interface ImportFault {
  code: FaultCode
  /** Where in the file, as `elements[3].at[0]`; empty where it is the file as a whole. */
  field: string
}

/** Thrown by whatever reads a file; nothing has been changed then. */
export class ImportRefusal extends Error {
  override name = 'ImportRefusal'

  constructor(readonly fault: ImportFault) {
    super(`${fault.code} ${fault.field}`)
  }
}

/** What turns the direction of letters around beyond its own words. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/u

/**
 * A value of a file that anybody may have written, and where it stands there. Every method throws
 * an `ImportRefusal` that names the place when the value is not as it should be.
 */
export class Value {
  readonly #value: unknown
  readonly #path: string

  constructor(value: unknown, path = '') {
    this.#value = value
    this.#path = path
  }

  refuse(code: FaultCode): never {
    throw new ImportRefusal({ code, field: this.#path })
  }

  /** Whether there is nothing: no such field, or null. */
  get isAbsent(): boolean {
    return this.#value === undefined || this.#value === null
  }

  get isText(): boolean {
    return typeof this.#value === 'string'
  }

  get isList(): boolean {
    return Array.isArray(this.#value)
  }

  /** Whether it is exactly this. */
  is(value: string | number | boolean): boolean {
    return this.#value === value
  }

  #object(): object {
    const value = this.#value
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.refuse('notAnObject')
    }
    return value
  }

  /** A field of its own, and never of a prototype. */
  at(key: string): Value {
    const own = Object.getOwnPropertyDescriptor(this.#object(), key)
    const value: unknown = own?.value
    return new Value(value, this.#path === '' ? key : `${this.#path}.${key}`)
  }

  /** The names of its fields. */
  keys(): string[] {
    return Object.keys(this.#object())
  }

  /** Refuses fields that are not among these. */
  hasOnly(known: ReadonlySet<string>): void {
    const unknown = this.keys().find((key) => !known.has(key))
    // What somebody wrote is told in plain letters only.
    if (unknown !== undefined)
      this.at(unknown.replace(/\W/gu, '?').slice(0, 40)).refuse('unknownField')
  }

  /** Its items, no more than so many. */
  list(most: number): Value[] {
    const value: unknown = this.#value
    if (!Array.isArray(value)) return this.refuse('notAList')
    if (value.length > most) return this.refuse('tooMany')
    return value.map((each: unknown, i) => new Value(each, `${this.#path}[${i}]`))
  }

  /** A number within bounds. */
  number(low = -MAX_DISTANCE, high = MAX_DISTANCE): number {
    const value = this.#value
    if (typeof value !== 'number' || Number.isNaN(value)) return this.refuse('notANumber')
    if (value < low || value > high) return this.refuse('outOfRange')
    return value
  }

  /** A number within bounds, or another one where there is none. */
  numberOr(other: number, low?: number, high?: number): number {
    return this.isAbsent ? other : this.number(low, high)
  }

  /** Yes or no; no where there is nothing. */
  flag(): boolean {
    if (this.isAbsent) return false
    if (typeof this.#value !== 'boolean') return this.refuse('notYesOrNo')
    return this.#value
  }

  /** Words of any content, no longer than so many UTF-16 units. */
  text(most: number): string {
    if (typeof this.#value !== 'string') return this.refuse('notText')
    if (this.#value.length > most) return this.refuse('tooLong')
    return this.#value
  }

  /** Words that turn nothing around. */
  plainText(most: number): string {
    const text = this.text(most)
    return TURNING.test(text) ? this.refuse('turnsWords') : text
  }

  /** The bytes of an image as base64, no longer than so many letters; what they are is not looked at. */
  base64(most: number): string {
    const text = this.text(most)
    return /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? text : this.refuse('notAnImage')
  }

  /** The name of an element, a group or a card. */
  name(): string {
    return isName(this.#value) ? this.#value : this.refuse('notAName')
  }

  nameOrNull(): string | null {
    return this.isAbsent ? null : this.name()
  }

  oneOf<T extends string>(names: readonly T[]): T {
    return names.find((name) => name === this.#value) ?? this.refuse('notOneOf')
  }
}
