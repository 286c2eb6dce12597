import { isId } from '#core/is_id'
import { coreErrors } from '#core/errors/core_errors'
import { tenancy } from '#core/tenancy/tenancy'
import type { Journey } from '../journeys/journey.js'
import { readyJourneys } from '../journeys/ready_journeys.js'

/** A journey that the organisation of the scope can use. */
export interface FoundJourney {
  id: string
  /** The organisation's own, which can be edited; false for a ready one. */
  own: boolean
  journey: Journey
}

type Row = Journey & { id: string }

const toFound = ({ id, title, description, phases }: Row, own: boolean): FoundJourney => ({
  id,
  own,
  journey: { title, description, phases },
})

/** The organisation's journeys: the ready ones, then its own, the latest first. Call it inside a scope. */
export async function listJourneys(): Promise<FoundJourney[]> {
  const own = await tenancy
    .client()
    .rawQuery<{ rows: Row[] }>(
      'select id, title, description, phases from journeys order by updated_at desc'
    )
  return [
    ...readyJourneys().map((ready) => toFound(ready, false)),
    ...own.rows.map((row) => toFound(row, true)),
  ]
}

/**
 * One journey, by its id or a ready one's word. Call it inside a scope.
 *
 * @throws core.notFound
 */
export async function findJourney(id: string): Promise<FoundJourney> {
  const ready = readyJourneys().find((each) => each.id === id)
  if (ready) return toFound(ready, false)
  const own = isId(id)
    ? await tenancy
        .client()
        .rawQuery<{ rows: Row[] }>(
          'select id, title, description, phases from journeys where id = ?',
          [id]
        )
    : { rows: [] }
  const row = own.rows[0]
  if (!row) throw coreErrors.notFound()
  return toFound(row, true)
}
