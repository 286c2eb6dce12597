import type { JourneyView } from './journey.props.js'

/** Props of the list of journeys. */
export type JourneysProps = { journeys: JourneyView[] }
