import type { Locale } from '#config/locales'
import { keysToOpen } from '#core/keys/keys'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { wordsIn, type Moment } from '#programs'
import { placeOf, type Origin } from '../entry.js'

interface Row {
  id: string
  origin: Moment | null
  canvas_name: Uint8Array | null
}

/** Where entries of the scope's person were written, by their ids. Call it inside a scope. */
export async function listOrigins(
  tenant: Required<Tenant>,
  ids: readonly string[],
  reader: Locale
): Promise<Map<string, Origin>> {
  const { rows } = await tenancy.client().rawQuery<{ rows: Row[] }>(
    `select id, origin, canvas_name from journal_entries
     where id = any (?::uuid[]) and (origin is not null or canvas_id is not null)`,
    [[...ids]]
  )
  const keys = await keysToOpen(tenant)
  return new Map(
    rows.map(({ id, origin, canvas_name: sealed }): [string, Origin] => {
      if (!origin) {
        const name = sealed && keys.open(placeOf('canvas_name', id), sealed)
        return [id, { session: null, canvas: name?.toString('utf8') ?? null }]
      }
      const { title, at, prompt, locale } = origin
      return [id, { session: title, at, prompt: wordsIn(prompt, reader, locale) }]
    })
  )
}
