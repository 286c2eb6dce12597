import { v7 as newId } from 'uuid'
import type { Locale } from '#config/locales'
import { coreErrors } from '#core/errors/core_errors'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { localise, type Journey, type LocalisedJourney } from '../journeys/journey.js'
import { findJourney } from '../queries/find_journey.js'

/**
 * Copies a journey to the organisation's own, in one language, so that it can be edited.
 *
 * @returns the copy's id
 * @throws core.notFound when there is no such journey
 */
export async function copyJourney(
  { organisation, person }: Required<Tenant>,
  from: string,
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
      ...columnsOf(localise(journey, locale), locale),
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
  const { own } = await findJourney(id)
  if (!own) throw coreErrors.notFound()
  await tenancy
    .client()
    .from('journeys')
    .where('id', id)
    .update({ ...columnsOf(edited, locale), updated_at: new Date() })
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

function columnsOf({ title, description, phases }: LocalisedJourney, locale: Locale) {
  const written: Journey['phases'] = phases.map((phase) => ({
    phase: phase.phase,
    title: { [locale]: phase.title },
    prompt: { [locale]: phase.prompt },
    activity: phase.activity,
    minutes: phase.minutes,
  }))
  return {
    title: JSON.stringify({ [locale]: title }),
    description: JSON.stringify({ [locale]: description }),
    phases: JSON.stringify(written),
  }
}
