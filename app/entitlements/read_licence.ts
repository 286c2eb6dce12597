import { createPublicKey, verify } from 'node:crypto'
import { keyIdOf } from '#core/audit/checkpoints'
import { errors } from './errors.js'
import { toLicence, type Licence } from './licence.js'

/** No licence is longer. UTF-16 units. */
export const LARGEST_LICENCE = 16_384

const FORM =
  /^-----BEGIN BELVEDERE LICENCE-----\n(?<content>[^]*?\n)-----SIGNATURE-----\n(?<signature>[\w+/=\n]{1,200})\n-----END BELVEDERE LICENCE-----$/m

const VERSION = 1
const PRODUCT = 'belvedere'

const inField = { field: 'licence' }

/**
 * Reads a licence as it came, such as a whole mail with the licence in it, and refuses whatever is
 * not signed by a trusted key to the letter. Asks nobody, and not the clock.
 *
 * @param keys Ed25519 public keys, PEM
 * @throws entitlements.tooLarge, noLicence, unknownVersion, otherProduct, unknownKey, changed,
 *   unusable, endsBeforeIssue (422)
 */
export function readLicence(text: string, keys: readonly string[]): Licence {
  if (text.length > LARGEST_LICENCE) throw errors.tooLarge(inField)
  const { content, signature } = FORM.exec(text.replaceAll(/[ \t]*\r?\n/g, '\n'))?.groups ?? {}
  if (!content || !signature) throw errors.noLicence(inField)
  const said = readContent(content)
  if (said.get('product') !== PRODUCT) throw errors.otherProduct(inField)
  if (said.get('version') !== VERSION) throw errors.unknownVersion(inField)
  const key = keys
    .map((pem) => createPublicKey(pem))
    .find((each) => keyIdOf(each) === said.get('key'))
  if (!key) throw errors.unknownKey(inField)
  const isSigned = verify(null, Buffer.from(content), key, Buffer.from(signature, 'base64'))
  // A name that is there twice, or a number written in another way, is not in the one form.
  if (!isSigned || toText(said) !== content) throw errors.changed(inField)
  return toLicence(said)
}

/** The one text of a content: names in their order, two spaces, a line end, as `jq -S .` writes it. */
export function toText(content: ReadonlyMap<string, unknown>): string {
  const inOrder = [...content].sort(([one], [other]) => (one < other ? -1 : 1))
  return `${JSON.stringify(Object.fromEntries(inOrder), null, 2)}\n`
}

function readContent(text: string): ReadonlyMap<string, unknown> {
  const content = parse(text)
  if (typeof content !== 'object' || content === null) throw errors.noLicence(inField)
  return new Map<string, unknown>(Object.entries(content))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw errors.noLicence(inField)
  }
}
