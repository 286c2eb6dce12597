/** What a module's catalogue says of one error. */
export interface ErrorDefinition {
  /** HTTP status. */
  status: number
}

/** Details of one occurrence. */
export interface RefusalDetails {
  /** The field of the input that is at fault. */
  field?: string
  /** Values for the translated message. Never personal data. */
  values?: Record<string, string | number>
  /** Seconds after which trying again makes sense. */
  retryAfter?: number
}

/**
 * An expected failure. Its code is also the key of its translated message:
 * `accounts.wrongCredentials` is explained by `accounts.errors.wrongCredentials`.
 */
export class Refusal extends Error {
  override name = 'Refusal'

  constructor(
    readonly code: string,
    readonly status: number,
    readonly details: RefusalDetails = {}
  ) {
    super(code)
  }

  /** Key of the message in the language files. */
  get messageKey(): string {
    const [module, ...rest] = this.code.split('.')
    return `${module}.errors.${rest.join('.')}`
  }
}

type RefusalMaker = (details?: RefusalDetails) => Refusal

const known = new Set<string>()

/** Every code of every catalogue that has been loaded; a test checks that each is translated. */
export function knownCodes(): ReadonlySet<string> {
  return known
}

/**
 * A module's errors: `const errors = catalogue('accounts', { wrongCredentials: { status: 401 } })`,
 * then `throw errors.wrongCredentials({ field: 'password' })`.
 */
export function catalogue<Name extends string>(
  module: string,
  definitions: Record<Name, ErrorDefinition>
): Record<Name, RefusalMaker>
export function catalogue(
  module: string,
  definitions: Record<string, ErrorDefinition>
): Record<string, RefusalMaker> {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, { status }]) => {
      const code = `${module}.${name}`
      known.add(code)
      return [name, (details?: RefusalDetails) => new Refusal(code, status, details)]
    })
  )
}
