import { audit } from '#core/audit/audit'
import { announceRevocation } from '#core/access/revocations'
import { hashToken } from '#core/keys/tokens'
import { tenancy } from '#core/tenancy/tenancy'
import { errors } from '../errors.js'
import { hashPassword } from '../passwords/hash_password.js'

async function findReset(hash: string): Promise<{ id: string; person_id: string }> {
  const { rows } = await tenancy.client().rawQuery<{ rows: { id: string; person_id: string }[] }>(
    `select id, person_id from password_resets
       where token_hash = ? and used_at is null and expires_at > now()`,
    [hash]
  )
  const reset = rows[0]
  if (!reset) throw errors.linkExpired()
  return reset
}

/**
 * Refuses a link that can no longer be used.
 *
 * @throws accounts.linkExpired (410)
 */
export async function checkPasswordReset(token: string): Promise<void> {
  const hash = hashToken(token)
  await tenancy.knowing(hash, () => findReset(hash))
}

/**
 * Sets a new password for the bearer of a link from a mail, once, and signs the person out
 * everywhere.
 *
 * @throws accounts.linkExpired (410)
 */
export async function resetPassword(token: string, password: string): Promise<void> {
  await checkPasswordReset(token)
  const passwordHash = await hashPassword(password)
  const hash = hashToken(token)
  const person = await tenancy.knowing(hash, async () => {
    const { id, person_id } = await findReset(hash)
    await tenancy.recognise(person_id)
    const client = tenancy.client()
    const used = await client.rawQuery<{ rows: { id: string }[] }>(
      'update password_resets set used_at = now() where id = ? and used_at is null returning id',
      [id]
    )
    if (used.rows.length === 0) throw errors.linkExpired()
    // Links that were asked for before are worth nothing any more, either.
    await client.rawQuery(
      'update password_resets set used_at = now() where person_id = ? and used_at is null',
      [person_id]
    )
    await client.from('people').where('id', person_id).update({ password_hash: passwordHash })
    await client.from('sign_in_sessions').where({ person_id }).delete()
    await recordEverywhere(person_id)
    return person_id
  })
  announceRevocation({ person })
}

/** Each organisation that the person belongs to learns of it from its own audit log. */
async function recordEverywhere(person: string): Promise<void> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { organisation_id: string }[] }>(
      'select organisation_id from memberships where person_id = ?',
      [person]
    )
  for (const { organisation_id: organisation } of rows) {
    await tenancy.become({ organisation, person })
    await audit.record({
      action: 'accounts.passwordReset',
      subject: { kind: 'person', id: person },
    })
  }
}
