/** What can be wrong with PostgreSQL: fixed words, shown to operators. */
export type DatabaseFault =
  | 'unreachable'
  | 'wrongCredentials'
  | 'databaseMissing'
  | 'certificateExpired'
  | 'certificateNotTrusted'
  | 'withoutTls'
  | 'tooManyConnections'

/** The database cannot be used; the message names the setting and what to do. */
export class DatabaseUnavailableError extends Error {
  override name = 'DatabaseUnavailableError'
}

const EXPLANATIONS: Record<DatabaseFault, string> = {
  unreachable: 'no PostgreSQL answers there. Start it, or correct the address.',
  wrongCredentials: 'the server refuses this role or its password.',
  databaseMissing: 'the server has no database of this name.',
  certificateExpired: "the server's certificate has expired.",
  certificateNotTrusted:
    "the server's certificate is not trusted. Name its authority by sslrootcert in the address.",
  withoutTls: 'the server does not speak TLS, which the address asks for.',
  tooManyConnections:
    'the server takes no more connections. Raise its max_connections: each process needs eleven.',
}

const BY_CODE: Partial<Record<string, DatabaseFault>> = {
  '28000': 'wrongCredentials',
  '28P01': 'wrongCredentials',
  '3D000': 'databaseMissing',
  '53300': 'tooManyConnections',
  CERT_HAS_EXPIRED: 'certificateExpired',
}
/** No connection, or one that broke off; 57 is a server that starts or ends. */
const NO_CONNECTION =
  /^(ECONN(REFUSED|RESET)|E(HOST|NET)UNREACH|ENOENT|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|08.*|57P0[1-3])$/

/** What an error of the driver means; null for an error of something else. */
export function databaseFaultOf(error: unknown): DatabaseFault | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const known = BY_CODE[code]
  if (known) return known
  if (/CERT|SELF_SIGNED|VERIFY|ALTNAME/.test(code)) return 'certificateNotTrusted'
  if (/does not support SSL/.test(error.message)) return 'withoutTls'
  // The driver has no password to give.
  if (/^SASL/.test(error.message)) return 'wrongCredentials'
  const isBroken =
    error.name === 'KnexTimeoutError' ||
    NO_CONNECTION.test(code) ||
    /Connection terminated|connection is closed/i.test(error.message)
  return isBroken ? 'unreachable' : null
}

/** An error of the driver with the name of the setting that it is about, if it is about one. */
export function namedDatabaseError(setting: string, error: unknown): unknown {
  const fault = databaseFaultOf(error)
  if (!fault) return error
  return new DatabaseUnavailableError(`${setting}: ${EXPLANATIONS[fault]}`, { cause: error })
}
