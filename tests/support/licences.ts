import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { keyIdOf } from '#core/audit/checkpoints'

/** Who gives licences out, with a key pair of a test's own. */
export class Licensor {
  readonly #pair = generateKeyPairSync('ed25519')

  /** What trusts this licensor, PEM. */
  readonly publicKey = this.#pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()

  /** The content of a licence that is good for years, with something else in it. */
  content(changes: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      edition: 'clinic',
      expires: '2099-12-31',
      features: ['speech'],
      id: randomUUID(),
      issued: '2020-01-01',
      key: keyIdOf(this.#pair.publicKey),
      name: 'Harbour Clinic',
      product: 'belvedere',
      seats: 100_000,
      version: 1,
      ...changes,
    }
  }

  /** A licence with something else in it, signed. */
  licence(changes: Record<string, unknown> = {}): string {
    return this.signed(`${JSON.stringify(inOrder(this.content(changes)), null, 2)}\n`)
  }

  /** Any text as a licence that bears a good signature. */
  signed(content: string): string {
    return wrapped(content, sign(null, Buffer.from(content), this.#pair.privateKey))
  }
}

/** A licence of these parts, whatever they are. */
export function wrapped(content: string, signature: Buffer): string {
  return `-----BEGIN BELVEDERE LICENCE-----
${content}-----SIGNATURE-----
${signature.toString('base64')}
-----END BELVEDERE LICENCE-----
`
}

function inOrder(content: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)))
}
