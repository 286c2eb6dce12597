import { audit } from '#core/audit/audit'
import { announceRevocation } from '#core/access/revocations'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { errors } from '../errors.js'
import { hashPassword, verifyPassword } from '../passwords/hash_password.js'
import { countAttempt, forgiveAttempts } from '../sign_in/throttle.js'

/** A signed-in person's wish for a new password. */
export interface PasswordChange {
  tenant: Required<Tenant>
  /** The sign-in session that stays; every other one of the person ends. */
  signInSession: string
  current: string
  password: string
  /** Network address it comes from. */
  address: string
}

/**
 * Changes a person's password and signs out their other browsers and programs everywhere.
 *
 * @throws accounts.wrongPassword (422), accounts.tooManyAttempts (429)
 */
export async function changePassword(change: PasswordChange): Promise<void> {
  const { tenant, signInSession, current, password, address } = change
  const attempt = { account: tenant.person, address }
  await countAttempt(attempt)
  const { rows } = await tenancy.run(tenant, () =>
    tenancy.client().rawQuery<{
      rows: { password_hash: string | null }[]
    }>('select password_hash from people where id = ?', [tenant.person])
  )
  if (!(await verifyPassword(rows[0]?.password_hash ?? null, current))) {
    throw errors.wrongPassword({ field: 'current' })
  }
  await forgiveAttempts(attempt)
  const passwordHash = await hashPassword(password)
  const ended = await tenancy.run(tenant, async () => {
    const client = tenancy.client()
    await client.from('people').where('id', tenant.person).update({ password_hash: passwordHash })
    await audit.record({
      action: 'accounts.passwordChanged',
      subject: { kind: 'person', id: tenant.person },
    })
    return client.rawQuery<{ rows: { id: string }[] }>(
      'delete from sign_in_sessions where person_id = ? and id <> ? returning id',
      [tenant.person, signInSession]
    )
  })
  for (const { id } of ended.rows) announceRevocation({ signInSession: id })
}
