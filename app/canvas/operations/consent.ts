import { coreErrors } from '#core/errors/core_errors'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { live } from '#live'
import { findSessionAccess, type SessionAccess } from '#programs'
import type { Consent } from './operation.js'

/**
 * What the person of the scope has answered in a session. Call it inside their scope. With `lock`
 * they answer nothing else until the scope ends.
 */
export async function findConsent(session: string, lock = false): Promise<Consent> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { allowed: boolean }[] }>(
      `select allowed from recording_consents where session_id = ? ${lock ? 'for share' : ''}`,
      [session]
    )
  if (!rows[0]) return 'unanswered'
  return rows[0].allowed ? 'allowed' : 'refused'
}

/**
 * Records what somebody answers; from then on it is as they say. Their canvas is opened anew by
 * itself, so that every node asks. Call it inside their scope.
 */
export async function answerConsent(
  { organisation, person }: Required<Tenant>,
  session: string,
  allowed: boolean
): Promise<void> {
  await tenancy.client().rawQuery(
    `insert into recording_consents (organisation_id, session_id, person_id, allowed)
     values (?, ?, ?, ?)
     on conflict (organisation_id, session_id, person_id)
       do update set allowed = excluded.allowed, answered_at = now()`,
    [organisation, session, person, allowed]
  )
  tenancy.afterCommit(() => live.close({ channel: `canvas:${session}`, person }))
}

/**
 * What the person of the scope is in a session. Call it inside their scope.
 *
 * @throws core.notFound for who is not in it
 */
export async function accessTo(session: string): Promise<SessionAccess> {
  const access = await findSessionAccess(session)
  if (!access) throw coreErrors.notFound()
  return access
}
