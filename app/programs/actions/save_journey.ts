import { v7 as newId } from 'uuid'
import type { Locale } from '#config/locales'
import { coreErrors } from '#core/errors/core_errors'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { rewrite, type Journey, type LocalisedJourney } from '../journeys/journey.js'
import { findJourney } from '../queries/find_journey.js'

/**
 * Keeps an edited copy of a journey as one of the organisation's own. Call it inside a scope.
 *
 * @returns the copy's id
 * @throws core.notFound when there is no such journey
 */
export async function copyJourney(
  { organisation, person }: Required<Tenant>,
  from: string,
  edited: LocalisedJourney,
  locale: Locale
): Promise<string> {
  const { journey } = await findJourney(from)
  const id = newId()
  await tenancy
    .client()
    .table('journeys')
    .insert({
      id,
      organisation_id: organisation,
      created_by: person,
      ...columnsOf(rewrite(journey, edited, locale)),
    })
  return id
}

/**
 * Saves an edited journey of the organisation; sessions made from it before keep their copy. Call
 * it inside a scope.
 *
 * @throws core.notFound when the organisation has no such journey of its own
 */
export async function updateJourney(
  id: string,
  edited: LocalisedJourney,
  locale: Locale
): Promise<void> {
  const { own, journey } = await findJourney(id)
  if (!own) throw coreErrors.notFound()
  await tenancy
    .client()
    .from('journeys')
    .where('id', id)
    .update({ ...columnsOf(rewrite(journey, edited, locale)), updated_at: new Date() })
}

/**
 * Deletes a journey of the organisation; sessions made from it keep their copy. Call it inside a
 * scope.
 *
 * @throws core.notFound when the organisation has no such journey of its own
 */
export async function deleteJourney(id: string): Promise<void> {
  const { own } = await findJourney(id)
  if (!own) throw coreErrors.notFound()
  await tenancy.client().from('journeys').where('id', id).delete()
}

function columnsOf({ title, description, phases }: Journey) {
  return {
    title: JSON.stringify(title),
    description: JSON.stringify(description),
    phases: JSON.stringify(phases),
  }
}
