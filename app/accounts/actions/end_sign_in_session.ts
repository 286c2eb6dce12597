import { audit } from '#core/audit/audit'
import { announceRevocation } from '#core/access/revocations'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { coreErrors } from '#core/errors/core_errors'

/**
 * Ends one of a person's own sign-in sessions: this browser's at sign-out, or another browser's.
 *
 * @throws core.notFound when it is not theirs or has ended already
 */
export function endSignInSession(tenant: Required<Tenant>, id: string): Promise<void> {
  return end(tenant, id, 'accounts.signedOut')
}

/**
 * Makes one of a person's own API tokens worthless.
 *
 * @throws core.notFound when it is not theirs or has ended already
 */
export function revokeApiToken(tenant: Required<Tenant>, id: string): Promise<void> {
  return end(tenant, id, 'accounts.apiTokenRevoked')
}

async function end(tenant: Required<Tenant>, id: string, action: string): Promise<void> {
  await tenancy.run(tenant, async () => {
    const ended = await tenancy
      .client()
      .from('sign_in_sessions')
      .where({ id, person_id: tenant.person })
      .delete()
      .returning('id')
    if (ended.length === 0) throw coreErrors.notFound()
    await audit.record({ action, subject: { kind: 'signInSession', id } })
  })
  announceRevocation({ signInSession: id })
}
