import { v7 as newId } from 'uuid'
import { createGuest, type StartedSignInSession } from '#accounts'
import { settings } from '#config/settings'
import type { Locale } from '#config/locales'
import type { SignIn } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { live } from '#live'
import { programErrors } from '../errors.js'
import { countGuest } from '../joining/guest_rate.js'
import { leadsAnyway } from '../queries/is_welcome.js'
import { withSessionOfCode, type OpenSession } from '../queries/find_session_by_code.js'
import { channelOf } from '../session.js'

/** Somebody who brings a code. */
export interface Joining {
  code: string
  signIn: SignIn | null
  /** The name under which a visitor wants to be seen. */
  name?: string
  locale: Locale
  /** Network address they come from. */
  address: string
}

/** Somebody who is in. */
export interface Joined {
  session: string
  person: string
  /** The new guest's sign-in; null for who was signed in before. */
  guest: StartedSignInSession | null
}

/**
 * Lets somebody into the session that a code leads to; joining twice is joining once. Opens its own
 * scope.
 *
 * @throws programs.unknownCode, programs.calledOff, programs.notInvited, programs.nameRequired,
 *   programs.guestsFull, programs.tooManyGuests
 */
export function joinSession({ code, signIn, name, locale, address }: Joining): Promise<Joined> {
  const visitor = signIn ? { organisation: signIn.organisation.id, person: signIn.person.id } : null
  return withSessionOfCode(code, visitor, async (session, isKnown) => {
    if (signIn && isKnown) {
      if (!leadsAnyway(session, signIn)) {
        await admit(session, signIn.person.id, signIn.person.name)
      }
      return { session: session.id, person: signIn.person.id, guest: null }
    }
    if (session.admission === 'invited') throw programErrors.notInvited()
    if (!name) throw programErrors.nameRequired({ field: 'name' })
    await keepRoom(session.id)
    await countGuest(address)
    const { organisation } = session
    const { person, signInSession } = await createGuest({ organisation, name, locale })
    await admit(session, person, name)
    return { session: session.id, person, guest: signInSession }
  })
}

/** Guests who come at the same moment wait for each other here, so that the limit holds. */
async function keepRoom(session: string): Promise<void> {
  const client = tenancy.client()
  await client.rawQuery('select id from sessions where id = ? for update', [session])
  const { rows } = await client.rawQuery<{ rows: { guests: number }[] }>(
    `select count(*)::int as guests from participants t join people p on p.id = t.person_id
     where t.session_id = ? and p.email is null`,
    [session]
  )
  const most = settings.guestsPerSession
  if ((rows[0]?.guests ?? 0) >= most) throw programErrors.guestsFull({ values: { most } })
}

async function admit(session: OpenSession, person: string, name: string): Promise<void> {
  const joined = await tenancy.client().rawQuery<{ rows: { name: string; first: boolean }[] }>(
    session.admission === 'open'
      ? `insert into participants
           (id, organisation_id, session_id, person_id, display_name, joined_at, last_seen_at)
         values (?, ?, ?, ?, ?, now(), now())
         on conflict (organisation_id, session_id, person_id)
           do update set joined_at = coalesce(participants.joined_at, now()), last_seen_at = now()
         returning display_name as name, joined_at = now() as first`
      : `update participants set joined_at = coalesce(joined_at, now()), last_seen_at = now()
         where organisation_id = ? and session_id = ? and person_id = ?
         returning display_name as name, joined_at = now() as first`,
    session.admission === 'open'
      ? [newId(), session.organisation, session.id, person, name]
      : [session.organisation, session.id, person]
  )
  const participant = joined.rows[0]
  if (!participant) throw programErrors.notInvited()
  if (!participant.first) return
  tenancy.afterCommit(() =>
    live.publish(channelOf(session.id), {
      kind: 'joined',
      person: { id: person, name: participant.name },
    })
  )
}
