import type { Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import { wordsIn, type Moment } from '#programs'
import type { Origin } from '../entry.js'

/** Where entries of the scope's person were written, by their ids. Call it inside a scope. */
export async function listOrigins(
  ids: readonly string[],
  reader: Locale
): Promise<Map<string, Origin>> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { id: string; origin: Moment }[] }>(
      `select id, origin from journal_entries where id = any (?::uuid[]) and origin is not null`,
      [[...ids]]
    )
  return new Map(
    rows.map(({ id, origin: { title, at, prompt, locale } }) => [
      id,
      { session: title, at, prompt: wordsIn(prompt, reader, locale) },
    ])
  )
}
