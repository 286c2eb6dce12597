import hash from '@adonisjs/core/services/hash'
import { newToken } from '#core/keys/tokens'
import { NestedScopeError } from '#core/tenancy/tenancy'
import { currentScope } from '#core/tenancy/scope'

// The same characters can be typed in more than one way.
const normalise = (password: string) => password.normalize('NFKC')

// Hashing takes a quarter of a second, for which nobody else should wait for the database.
function assertOutsideScope(): void {
  if (currentScope.getStore()) throw new NestedScopeError()
}

/** Hashes a password with the parameters of `config/hash.ts`. Never inside a tenant scope. */
export function hashPassword(password: string): Promise<string> {
  assertOutsideScope()
  return hash.make(normalise(password))
}

let nobodysHash: Promise<string> | undefined

/**
 * Whether a password belongs to a hash. Without a hash the answer is no, after the same work, so
 * that the time does not tell whether somebody is known. Never inside a tenant scope.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  assertOutsideScope()
  nobodysHash ??= hash.make(newToken())
  const nobodys = await nobodysHash
  const matches = await hash.verify(stored ?? nobodys, normalise(password))
  return matches && stored !== null
}

/** Whether a hash was made with parameters that are no longer current. */
export function isOutdated(stored: string): boolean {
  return hash.needsReHash(stored)
}
