import type { JourneyView } from './journey.props.js'

/** Props of the page on which a session is made from a journey. */
export type NewSessionProps = {
  journeys: JourneyView[]
  /** Id of the one that is chosen at first. */
  journey: string
}
