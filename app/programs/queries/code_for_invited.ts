import { CURRENT_PERSON } from '#database/policies'
import { isId } from '#core/is_id'
import { tenancy } from '#core/tenancy/tenancy'

/**
 * The code of a session that has not ended and whose list the scope's person is on; null for
 * everybody else. Call it inside a scope.
 */
export async function codeForInvited(id: string): Promise<string | null> {
  if (!isId(id)) return null
  const { rows } = await tenancy.client().rawQuery<{ rows: { code: string }[] }>(
    `select s.join_code as code from sessions s
     join participants p on p.organisation_id = s.organisation_id and p.session_id = s.id
     where s.id = ? and p.person_id = ${CURRENT_PERSON} and s.state <> 'ended'`,
    [id]
  )
  return rows[0]?.code ?? null
}
