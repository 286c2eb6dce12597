import { v7 as newId } from 'uuid'
import type { Locale } from '#config/locales'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { startProblem } from '../course/start_moment.js'
import { programErrors } from '../errors.js'
import { newJoinCode } from '../joining/join_code.js'
import { wordsIn } from '../journeys/journey.js'
import { findJourney } from '../queries/find_journey.js'
import type { Admission } from '../session.js'

/** What a facilitator says about a new session. */
export interface NewSession {
  /** Id of a journey, or a ready one's word. */
  journey: string
  /** The journey's title when absent. */
  title?: string
  admission: Admission
  startsAt: Date | null
  locale: Locale
}

/**
 * Plans a session led by the person of the scope, with a copy of the journey and a code of its own.
 *
 * @returns the session's id
 * @throws core.notFound when there is no such journey, programs.startsInPast, programs.startsTooLate
 */
export async function createSession(
  { organisation, person }: Required<Tenant>,
  { journey: from, title, admission, startsAt, locale }: NewSession
): Promise<string> {
  const problem = startProblem(startsAt, Date.now())
  if (problem) throw programErrors[problem]({ field: 'startsAt' })
  const { journey } = await findJourney(from)
  const id = newId()
  for (;;) {
    const inserted = await tenancy.client().rawQuery<{ rows: { id: string }[] }>(
      `insert into sessions
         (id, organisation_id, title, facilitator_id, journey, locale, admission, join_code, starts_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, '')::timestamptz)
       on conflict (join_code) where state <> 'ended' do nothing returning id`,
      [
        id,
        organisation,
        title ?? wordsIn(journey.title, locale),
        person,
        JSON.stringify(journey),
        locale,
        admission,
        newJoinCode(),
        startsAt?.toISOString() ?? '',
      ]
    )
    // Nothing inserted: another open session has this code by chance.
    if (inserted.rows.length > 0) return id
  }
}
