import { createHash, randomBytes } from 'node:crypto'

/** A new secret of 256 bits, as text that fits into links and headers. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a token: the token itself cannot be found from it. SHA-256, as hexadecimal. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
