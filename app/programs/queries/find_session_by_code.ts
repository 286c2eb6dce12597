import type { Locale } from '#config/locales'
import type { Refusal } from '#core/errors/refusal'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { programErrors } from '../errors.js'
import { readJoinCode } from '../joining/join_code.js'
import type { Journey, Words } from '../journeys/journey.js'
import type { Admission } from '../session.js'

/** What a code opens, before one has joined. */
export interface OpenSession {
  id: string
  organisation: string
  code: string
  title: string
  journey: Pick<Journey, 'title'>
  /** The language in which it was planned. */
  locale: Locale
  admission: Admission
  facilitator: { id: string; name: string } | null
}

interface Row {
  id: string
  organisation_id: string
  title: string
  journey_title: Words
  locale: Locale
  admission: Admission
  facilitator_id: string | null
}

/**
 * The open session that a code leads to. Opens a scope and runs `work` in it, inside the session's
 * organisation: as `person` when they belong to it, as nobody otherwise.
 *
 * @throws programs.unknownCode for every code that leads nowhere, programs.calledOff
 */
export function withSessionOfCode<Result>(
  typed: string,
  visitor: Required<Tenant> | null,
  work: (session: OpenSession, isKnown: boolean) => Promise<Result>
): Promise<Result> {
  const code = readJoinCode(typed)
  if (!code) return Promise.reject(programErrors.unknownCode({ field: 'code' }))
  return tenancy.knowing(code, async () => {
    const client = tenancy.client()
    const found = await client.rawQuery<{ rows: Row[] }>(
      `select id, organisation_id, title, journey -> 'title' as journey_title, locale, admission,
         facilitator_id from sessions
       where join_code = ? and state <> 'ended'`,
      [code]
    )
    const row = found.rows[0]
    if (!row) throw await whyNone(code)
    const isKnown = visitor?.organisation === row.organisation_id
    await tenancy.become(isKnown ? visitor : { organisation: row.organisation_id })
    const facilitators = await client.rawQuery<{ rows: { id: string; name: string }[] }>(
      `select id, name from people where id = nullif(?, '')::uuid`,
      [row.facilitator_id ?? '']
    )
    const session: OpenSession = {
      id: row.id,
      organisation: row.organisation_id,
      code,
      title: row.title,
      journey: { title: row.journey_title },
      locale: row.locale,
      admission: row.admission,
      facilitator: facilitators.rows[0] ?? null,
    }
    return work(session, isKnown)
  })
}

async function whyNone(code: string): Promise<Refusal> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { id: string }[] }>(
      'select id from called_off_sessions where join_code = ?',
      [code]
    )
  return rows.length > 0
    ? programErrors.calledOff({ field: 'code' })
    : programErrors.unknownCode({ field: 'code' })
}
