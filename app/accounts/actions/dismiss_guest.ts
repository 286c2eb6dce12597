import { announceRevocation } from '#core/access/revocations'
import { audit } from '#core/audit/audit'
import { tenancy } from '#core/tenancy/tenancy'

/**
 * Ends the membership of a guest, and with it every sign-in session; what they wrote stays. Whoever
 * has an email address stays, too. Call it inside a scope.
 */
export async function dismissGuest(person: string): Promise<void> {
  const { rows } = await tenancy.client().rawQuery<{ rows: { organisation: string }[] }>(
    `delete from memberships m using people p
     where m.person_id = ? and p.id = m.person_id and p.email is null
     returning m.organisation_id as organisation`,
    [person]
  )
  const membership = rows[0]
  if (!membership) return
  await audit.record({
    action: 'accounts.personRemoved',
    subject: { kind: 'person', id: person },
    details: { role: 'participant' },
  })
  tenancy.afterCommit(() => announceRevocation({ person, organisation: membership.organisation }))
}
