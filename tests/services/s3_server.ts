import { service } from './running.js'
import { VERSION } from './s3.js'

/** An S3 server that the tests of files may use. */
export interface S3Server {
  /** What it is called in the output. */
  name: string
  settings: Record<string, string>
}

const NAMES = [
  'S3_URL',
  'S3_BUCKET',
  'S3_REGION',
  'S3_ACCESS_KEY',
  'S3_SECRET_KEY',
  'S3_CA_FILE',
] as const

/** As the environment names it, before a run sets it for the appliance under test. */
const outside = fromEnvironment()

function fromEnvironment(): S3Server | undefined {
  const { S3_URL } = process.env
  if (!S3_URL) return undefined
  const set = NAMES.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value]]
  })
  return { name: `the one at ${S3_URL}`, settings: Object.fromEntries(set) }
}

/**
 * The S3 server of this run: the one that is set as the appliance's is (S3_URL and what belongs to
 * it), or VersityGW. Undefined where there is neither. One from outside is never stopped.
 */
export function s3Server(): S3Server | undefined {
  const own = service('s3')
  return outside ?? (own && { name: `VersityGW ${VERSION}`, settings: own.settings })
}

/** Why tests with an S3 server are skipped. */
export const NEEDS_S3 = 'needs an S3 server: one in S3_URL, or Go to build VersityGW'
