import { audit } from '#core/audit/audit'
import { announceRevocation } from '#core/access/revocations'
import { coreErrors } from '#core/errors/core_errors'
import type { Role, SignIn } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { errors } from '../errors.js'
import { enforce, scopeOf } from '../policies/enforce.js'
import { canChangeRole, canRemove } from '../policies/people.js'

/**
 * Gives a person another role.
 *
 * @throws core.notFound, core.forbidden (403), accounts.lastOwner (409)
 */
export async function changeRole(actor: SignIn, person: string, to: Role): Promise<void> {
  await tenancy.run(scopeOf(actor), async () => {
    const from = await roleOf(actor, person)
    enforce(canChangeRole(actor.role, from, to))
    if (from === 'owner' && to !== 'owner') await keepAnOwner(actor, person)
    await tenancy
      .client()
      .from('memberships')
      .where({ organisation_id: actor.organisation.id, person_id: person })
      .update({ role: to })
    await audit.record({
      action: 'accounts.roleChanged',
      subject: { kind: 'person', id: person },
      details: { from, to },
    })
  })
  // What is open was opened with the old role; it comes back if the new one still allows it.
  announceRevocation({ person, organisation: actor.organisation.id, rightsChanged: true })
}

/**
 * Takes a person out of the organisation; their sign-in sessions in it end with the membership.
 *
 * @throws core.notFound, core.forbidden (403), accounts.lastOwner (409)
 */
export async function removePerson(actor: SignIn, person: string): Promise<void> {
  await tenancy.run(scopeOf(actor), async () => {
    const role = await roleOf(actor, person)
    enforce(canRemove(actor.role, role))
    if (role === 'owner') await keepAnOwner(actor, person)
    await tenancy
      .client()
      .from('memberships')
      .where({ organisation_id: actor.organisation.id, person_id: person })
      .delete()
    await audit.record({
      action: 'accounts.personRemoved',
      subject: { kind: 'person', id: person },
      details: { role },
    })
  })
  announceRevocation({ person, organisation: actor.organisation.id })
}

async function roleOf({ organisation }: SignIn, person: string): Promise<Role> {
  const { rows } = await tenancy.client().rawQuery<{
    rows: { role: Role }[]
  }>('select role from memberships where organisation_id = ? and person_id = ?', [organisation.id, person])
  if (!rows[0]) throw coreErrors.notFound()
  return rows[0].role
}

/** Two owners who step down at the same moment wait for each other here. */
async function keepAnOwner({ organisation }: SignIn, leaving: string): Promise<void> {
  const { rows } = await tenancy.client().rawQuery<{ rows: { person_id: string }[] }>(
    `select person_id from memberships where organisation_id = ? and role = 'owner'
     order by id for update`,
    [organisation.id]
  )
  if (!rows.some((row) => row.person_id !== leaving)) throw errors.lastOwner()
}
