import type { SignIn } from '#core/http/require_sign_in'
import type { TraceContext } from '#core/observability/trace_context'
import type { live } from '#live'
import type { CanvasAccess } from '../queries/find_canvas_access.js'
import type { ToldCursor } from './cursors.js'

/** Somebody who has a canvas of this node open. */
export interface Visit {
  signIn: SignIn
  token: string
  canvasId: string
  /** What they may do here, once that has been decided. */
  access?: CanvasAccess
  /** They may bring the others to where they look, once that has been decided. */
  leads?: boolean
  /** They asked for no more than a screen may do that shows the canvas to a room. */
  isScreen?: boolean
  /** Whether they take what is sent to them; what somebody drew and then left counts. */
  mayRead: () => boolean
  /** They have been let in. */
  isIn: boolean
  /** What they told of their cursors before they were let in. */
  told: ToldCursor[]
  /** They may be here no more. What they sent before and has not been worked on yet is dropped. */
  isOver: boolean
  /** The trace that the canvas was opened in. */
  trace: TraceContext | null
  leave: () => void
}

/** Everybody who has a canvas of this node open. */
export const visits = new Set<Visit>()

/** What is known of one connection. */
export interface CanvasContext {
  signIn: SignIn
  /** The canvas that the address names; the connection may open no other. */
  canvasId: string
  visit: Visit
  /** Set once access has been decided. */
  access?: CanvasAccess
  /** Of which epoch the document is for them, with the access. */
  epoch?: string
}

/** Whether something that came with a connection is what is known of it. */
export function isContext(value: unknown): value is CanvasContext {
  return typeof value === 'object' && value !== null && 'signIn' in value && 'visit' in value
}

/** What is closed when those change who may open a canvas because they take part in a session. */
export const shareChannelOf = (canvas: string, session: string) => `canvas:${canvas}:${session}`

/** Access that has ended or changed, of whomever it may concern. */
type Closing = Parameters<typeof live.close>[0]

/**
 * Whether a visit has to ask anew because of a closing: of who is here, of this canvas, of the
 * session that it is shared with, or of its owner, on whom depends what the others may do.
 */
export function isMeant({ signIn, canvasId, access }: Visit, closing: Closing): boolean {
  const { channel, person, organisation, signInSession } = closing
  // While access is being decided nobody knows yet through what it will be.
  const isOpen = access === undefined
  const here = [`canvas:${canvasId}`]
  if (access?.session)
    here.push(`canvas:${access.session}`, shareChannelOf(canvasId, access.session))
  const isHere = isOpen || channel === undefined || here.includes(channel)
  const isOwner = channel === undefined && (isOpen || person === access.owner)
  return (
    isHere &&
    (person === undefined || person === signIn.person.id || isOwner) &&
    (signInSession === undefined || signInSession === signIn.id) &&
    (organisation === undefined || organisation === signIn.organisation.id)
  )
}
