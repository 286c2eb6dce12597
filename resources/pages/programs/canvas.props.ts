import type { LivePhase, SessionSnapshot } from './live.props.js'

/** Props of the page with the canvas that a session shares. */
export type SessionCanvasProps = {
  session: { id: string; title: string; phases: Pick<LivePhase, 'phase' | 'title'>[] }
  /** Whether the person leads the session. */
  leads: boolean
  snapshot: SessionSnapshot
  /** The server's clock when the page was made, in milliseconds since 1970. */
  now: number
}
