import { tenantOf, type SignIn } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { registerChannel } from '#live'
import { findSession, lookForSession } from './queries/find_session.js'
import { sessionSnapshot } from './queries/session_snapshot.js'

/** `session:<id>`: everybody in a session follows where it stands, who is here and what is picked. */
export function registerSessionChannel(): void {
  registerChannel('session', {
    presence: true,

    authorise: (signIn, id) =>
      tenancy.run(tenantOf(signIn), async () => {
        const found = await lookForSession(id)
        return found && { name: await nameIn(id, signIn) }
      }),

    snapshot: (signIn, id) =>
      tenancy.run(tenantOf(signIn), async () => {
        const { session } = await findSession(id)
        return { sequence: session.sequence, state: await sessionSnapshot(session) }
      }),
  })
}

/** Notes that somebody is here, and tells the name under which the others know them. */
async function nameIn(id: string, { person }: SignIn): Promise<string> {
  const seen = await tenancy.client().rawQuery<{ rows: { name: string }[] }>(
    `update participants set last_seen_at = now() where session_id = ? and person_id = ?
     returning display_name as name`,
    [id, person.id]
  )
  return seen.rows[0]?.name ?? person.name
}
