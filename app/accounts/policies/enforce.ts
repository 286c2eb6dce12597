import { coreErrors } from '#core/errors/core_errors'
import type { SignIn } from '#core/http/require_sign_in'
import type { Tenant } from '#core/tenancy/tenancy'

/**
 * Refuses what a policy does not allow once the data it depends on is known.
 *
 * @throws core.forbidden (403)
 */
export function enforce(allowed: boolean): asserts allowed {
  if (!allowed) throw coreErrors.forbidden()
}

/** The tenant scope in which somebody acts. */
export function scopeOf(actor: SignIn): Required<Tenant> {
  return { organisation: actor.organisation.id, person: actor.person.id }
}
