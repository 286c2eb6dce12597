import { validate as isUuid } from 'uuid'
import { oneLine } from '#core/plain_words'
import { errors } from './errors.js'

/** What a licence says. */
export interface Licence {
  /** UUID. */
  id: string
  /** The organisation or appliance that it was given to; shown, and compared with nothing. */
  name: string
  /** A word such as `clinic`. */
  edition: string
  /** How many people with an email address may be here. */
  seats: number
  /** Words, in their order. */
  features: string[]
  /** The first day, `YYYY-MM-DD`, from its beginning in UTC. */
  issued: string
  /** The last day, `YYYY-MM-DD`, to its end in UTC. */
  expires: string
}

const FIELDS = ['id', 'name', 'edition', 'seats', 'features', 'issued', 'expires']
/** What says how the licence is to be read. */
const ENVELOPE = ['key', 'product', 'version']
const WORD = /^[a-z][a-z0-9-]{0,39}$/
const MOST_SEATS = 1_000_000
const MOST_FEATURES = 50
const LONGEST_NAME = 200

/**
 * The content of a licence with its meaning, once its signature is known to be good.
 *
 * @throws entitlements.unusable naming the field, entitlements.endsBeforeIssue (422)
 */
export function toLicence(content: ReadonlyMap<string, unknown>): Licence {
  for (const name of content.keys()) {
    if (!FIELDS.includes(name) && !ENVELOPE.includes(name)) throw unusable(name)
  }
  const licence = {
    id: readText(content, 'id', (text) => isUuid(text)),
    name: readText(content, 'name', (text) => text !== '' && oneLine(text, LONGEST_NAME) === text),
    edition: readText(content, 'edition', (text) => WORD.test(text)),
    seats: readSeats(content.get('seats')),
    features: readFeatures(content.get('features')),
    issued: readText(content, 'issued', isDay),
    expires: readText(content, 'expires', isDay),
  }
  if (licence.expires < licence.issued) throw errors.endsBeforeIssue({ field: 'licence' })
  return licence
}

function unusable(field: string) {
  return errors.unusable({ field: 'licence', values: { name: oneLine(field, 40) } })
}

function readText(
  content: ReadonlyMap<string, unknown>,
  name: string,
  isRight: (text: string) => boolean
): string {
  const value = content.get(name)
  if (typeof value !== 'string' || !isRight(value)) throw unusable(name)
  return value
}

function readSeats(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw unusable('seats')
  if (value < 1 || value > MOST_SEATS) throw unusable('seats')
  return value
}

function readFeatures(value: unknown): string[] {
  if (!Array.isArray(value) || value.length > MOST_FEATURES) throw unusable('features')
  return value.map((feature: unknown) => {
    if (typeof feature !== 'string' || !WORD.test(feature)) throw unusable('features')
    return feature
  })
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && at.getTime() > 0 && at.toISOString().startsWith(text)
}
