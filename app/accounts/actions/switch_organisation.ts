import { audit } from '#core/audit/audit'
import { announceRevocation } from '#core/access/revocations'
import { coreErrors } from '#core/errors/core_errors'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import type { SignIn } from '#core/http/require_sign_in'
import { startSignInSession, type StartedSignInSession } from './start_sign_in_session.js'

/**
 * Ends a browser's sign-in session in one organisation and starts one in another that the person
 * belongs to.
 *
 * @throws core.notFound when they do not belong to it
 */
export function switchOrganisation(
  from: SignIn,
  to: string,
  label: string
): Promise<StartedSignInSession> {
  const here: Required<Tenant> = { organisation: from.organisation.id, person: from.person.id }
  return tenancy.run(here, async () => {
    const client = tenancy.client()
    const homes = await client.rawQuery<{ rows: { id: string }[] }>(
      'select id from memberships where organisation_id = ? and person_id = ?',
      [to, here.person]
    )
    if (homes.rows.length === 0) throw coreErrors.notFound()
    await client.from('sign_in_sessions').where('id', from.id).delete()
    tenancy.afterCommit(() => announceRevocation({ signInSession: from.id }))
    const there = { organisation: to, person: here.person }
    await tenancy.become(there)
    const started = await startSignInSession(there, 'browser', label)
    await audit.record({
      action: 'accounts.signedIn',
      subject: { kind: 'signInSession', id: started.id },
      details: { kind: 'browser', switched: true },
    })
    return started
  })
}
