import type { Locale } from '#config/locales'
import type { JourneyView } from '#pages/programs/journey.props'
import { localise, minutesOf } from './journeys/journey.js'
import type { FoundJourney } from './queries/find_journey.js'

/** A journey in the reader's language, as pages show it. */
export function presentJourney({ id, own, journey }: FoundJourney, locale: Locale): JourneyView {
  const { title, description, phases } = localise(journey, locale)
  return { id, own, title, description, minutes: minutesOf(journey), phases }
}
