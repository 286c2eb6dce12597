import { FALLBACK_LOCALE, isLocale } from '#config/locales'
import { listSessions } from '#programs'
import { tenancy } from '#core/tenancy/tenancy'
import type { Sharing } from '#pages/canvas/one.props'
import type { SharedMode } from '../policies/canvas_modes.js'

interface Row {
  id: string
  mode: SharedMode
  name: string | null
  email: string | null
  session: string | null
}

/** Whom a canvas is shared with, for its owner, and the sessions that it could be shared with. */
export async function listShares(canvas: string, locale: string): Promise<Sharing> {
  const { rows } = await tenancy.client().rawQuery<{ rows: Row[] }>(
    `select s.id, s.mode, p.name, p.email, s.session_id as session
     from canvas_shares s left join people p on p.id = s.person_id
     where s.canvas_id = ? order by p.name nulls last, s.id`,
    [canvas]
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
    sessions: sessions
      .filter((session) => session.as !== 'invited' && session.state !== 'ended')
      .filter(({ id }) => !rows.some(({ session }) => session === id))
      .map(({ id, title }) => ({ id, title })),
  }
}
