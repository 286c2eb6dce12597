import { audit } from '#core/audit/audit'
import { announceRevocation } from '#core/access/revocations'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { coreErrors } from '#core/errors/core_errors'

/**
 * Ends one of a person's own sign-in sessions: this browser's at sign-out, another browser's, or an
 * API token.
 *
 * @throws core.notFound when it is not theirs or has ended already
 */
export async function endSignInSession(tenant: Required<Tenant>, id: string): Promise<void> {
  await tenancy.run(tenant, async () => {
    const ended = await tenancy
      .client()
      .from('sign_in_sessions')
      .where({ id, person_id: tenant.person })
      .delete()
      .returning('id')
    if (ended.length === 0) throw coreErrors.notFound()
    await audit.record({ action: 'accounts.signedOut', subject: { kind: 'signInSession', id } })
  })
  announceRevocation({ signInSession: id })
}
