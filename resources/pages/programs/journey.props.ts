import type { LivePhase } from './live.props.js'

/** A journey in the reader's language. */
export type JourneyView = {
  id: string
  /** The organisation's own, which can be edited. */
  own: boolean
  title: string
  description: string
  /** Of all phases together. */
  minutes: number
  phases: LivePhase[]
}

/** Props of the pages that show and edit one journey. */
export type JourneyProps = { journey: JourneyView }
