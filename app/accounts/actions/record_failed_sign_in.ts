import { audit } from '#core/audit/audit'
import { tenancy } from '#core/tenancy/tenancy'

/**
 * Writes a failed sign-in into the audit log of the organisation that the account used last; one
 * for no account into the appliance's. Who tried is not known, so nobody is named as having done it.
 *
 * @param person whose account it was; null when there is none
 */
export async function recordFailedSignIn(
  person: string | null,
  kind: 'browser' | 'api'
): Promise<void> {
  const organisation = person && (await homeOf(person))
  const record = () =>
    audit.record({
      action: 'accounts.signInFailed',
      subject: organisation && person ? { kind: 'person', id: person } : { kind: 'person' },
      details: { kind },
    })
  await (organisation ? tenancy.run({ organisation }, record) : tenancy.system('worker', record))
}

function homeOf(person: string): Promise<string | null> {
  return tenancy.system('worker', async () => {
    await tenancy.recognise(person)
    const { rows } = await tenancy.client().rawQuery<{ rows: { organisation_id: string }[] }>(
      `select organisation_id from memberships where person_id = ?
       order by last_used_at desc limit 1`,
      [person]
    )
    return rows[0]?.organisation_id ?? null
  })
}
