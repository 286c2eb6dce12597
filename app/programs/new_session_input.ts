import vine from '@vinejs/vine'
import { nameField } from '#core/http/name_field'
import type { Infer } from '@vinejs/vine/types'
import type { Locale } from '#config/locales'
import type { NewSession } from './actions/create_session.js'

/** What is said about a new session, by page and by API. */
export const newSessionInput = vine.create({
  journey: vine.string().maxLength(64),
  title: nameField(200).optional(),
  admission: vine.enum(['open', 'invited'] as const).optional(),
  /** ISO 8601 with a time zone. */
  startsAt: vine
    .date({ formats: { utc: true } })
    .meta({ type: 'string', format: 'date-time' })
    .optional(),
})

/** The session that is wanted: open to everybody who has its code unless something else is said. */
export function toNewSession(
  { journey, title, admission = 'open', startsAt }: Infer<typeof newSessionInput>,
  locale: Locale
): NewSession {
  return { journey, title, admission, startsAt: startsAt ?? null, locale }
}
