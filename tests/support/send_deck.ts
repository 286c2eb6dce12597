import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ApiClient } from '@japa/api-client'
import { settings } from '#config/settings'
import { store } from '#core/blobs/store'
import { asOwner } from '#tests/support/database'
import type { TestPerson } from '#tests/support/people'

/** Imports a deck by the API. */
export function sendDeck(
  client: ApiClient,
  person: TestPerson,
  zip: Buffer,
  fields: Record<string, string> = {}
) {
  return client
    .post('/api/v1/decks')
    .bearerToken(person.token)
    .file('deck', zip, { filename: 'deck.zip' })
    .fields(fields)
}

/** The codes of an import's faults or warnings, without what all of them begin with. */
export const codesIn = (faults: { code: string }[]) =>
  faults.map(({ code }) => code.replace('library.import.', ''))

type Known = { id: string; src400: string; locale: string; message: string }

/** A list of an answer's body, as far as tests look at it. */
export function listIn(response: { body(): Record<string, unknown> }, name: string): Known[] {
  const list = response.body()[name]
  return Array.isArray(list) ? list : []
}

/** What an organisation has of decks of its own, to the last row and file. */
export async function tracesOf({ organisation }: TestPerson) {
  const [row] = await asOwner<Record<string, number>>(
    `select (select count(*)::int from decks where organisation_id = :organisation) as decks,
       (select count(*)::int from cards where organisation_id = :organisation) as cards,
       (select count(*)::int from deck_pictures where organisation_id = :organisation) as pictures,
       (select count(*)::int from deck_imports where organisation_id = :organisation) as locks`.replaceAll(
      ':organisation',
      `'${organisation}'`
    )
  )
  const uploads = await readdir(join(settings.home, 'uploads')).catch(() => [])
  const files = await Array.fromAsync(store.list(`${organisation}/`))
  return { ...row, files: files.length, uploads: uploads.length }
}

/** The traces of who has imported nothing. */
export const NO_TRACES = { decks: 0, cards: 0, pictures: 0, locks: 0, files: 0, uploads: 0 }
