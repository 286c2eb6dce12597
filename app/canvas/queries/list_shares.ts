import { FALLBACK_LOCALE, isLocale } from '#config/locales'
import { listSessions } from '#programs'
import { tenancy } from '#core/tenancy/tenancy'
import type { OfferedPerson, Sharing } from '#pages/canvas/one.props'
import type { SharedMode } from '../policies/canvas_modes.js'

interface Row {
  id: string
  mode: SharedMode
  name: string | null
  email: string | null
  session: string | null
}

/** Most people that are offered while an address is typed. */
const MOST_OFFERED = 200

/**
 * Whom a canvas is shared with, for its owner, and whom it could be shared with: sessions, and
 * people with whom they share another of theirs, whose addresses they have given there.
 */
export async function listShares(canvas: string, locale: string): Promise<Sharing> {
  const { rows } = await tenancy.client().rawQuery<{ rows: Row[] }>(
    `select s.id, s.mode, p.name, p.email, s.session_id as session
     from canvas_shares s left join people p on p.id = s.person_id
     where s.canvas_id = ? order by p.name nulls last, s.id`,
    [canvas]
  )
  const offered = await tenancy.client().rawQuery<{ rows: OfferedPerson[] }>(
    `select distinct p.name, p.email
     from canvas_shares s join people p on p.id = s.person_id
     where s.owner_id = (select owner_id from canvases where id = ?) and p.email is not null
       and not exists (select from canvas_shares t where t.organisation_id = s.organisation_id
         and t.canvas_id = ? and t.person_id = s.person_id)
     order by p.name, p.email limit ?`,
    [canvas, canvas, MOST_OFFERED]
  )
  const sessions = await listSessions(isLocale(locale) ? locale : FALLBACK_LOCALE)
  const titles = new Map(sessions.map(({ id, title }) => [id, title]))
  return {
    shares: rows.map(({ id, mode, name, email, session }) => ({
      id,
      mode,
      name: session === null ? (name ?? '') : (titles.get(session) ?? ''),
      email,
      isSession: session !== null,
    })),
    people: offered.rows.map(({ name, email }) => ({ name, email })),
    sessions: sessions
      .filter((session) => session.as !== 'invited' && session.state !== 'ended')
      .filter(({ id }) => !rows.some(({ session }) => session === id))
      .map(({ id, title }) => ({ id, title })),
  }
}
