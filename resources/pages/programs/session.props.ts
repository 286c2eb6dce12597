import type { Joining, LivePerson, LivePhase } from './live.props.js'

/** Props of the plan of a session, for who leads it. */
export type SessionProps = {
  session: {
    id: string
    title: string
    state: 'planned' | 'lobby' | 'running' | 'ended'
    admission: 'open' | 'invited'
    startsAt: string | null
    facilitator: LivePerson | null
    phases: LivePhase[]
  }
  joining: Joining
  participants: { id: string; name: string; joined: boolean }[]
  /** People of the organisation who could still be invited. */
  invitable: { id: string; name: string }[]
  /** Who can lead it now that its facilitator may not; null while the facilitator may. */
  standIns: string[] | null
}
