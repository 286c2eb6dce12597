import { isId } from '#core/is_id'
import { coreErrors } from '#core/errors/core_errors'
import { tenantOf, type SignIn } from '#core/http/require_sign_in'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { live } from '#live'
import { ensureSessionCanvas } from '../actions/ensure_session_canvas.js'
import { mayComment, mayReadComments } from '../policies/canvas_modes.js'
import { findCanvasAccess } from '../queries/find_canvas_access.js'
import { leadsCanvas } from '../queries/leads_canvas.js'
import type { Discussion } from './discussion.js'
import { findDiscussion } from './find_discussion.js'
import { noteSeen } from './note_seen.js'

/** What somebody may do with what is said beside a canvas. */
export interface CommentScope {
  tenant: Required<Tenant>
  canvas: string
  mayWrite: boolean
  leads: boolean
}

/**
 * What is said beside a canvas, for who is signed in.
 *
 * @throws core.notFound for who may not see the canvas, or only shows it on a screen
 */
export function readDiscussion(signIn: SignIn, canvas: string): Promise<Discussion> {
  return inScope(signIn, canvas, findDiscussion)
}

/**
 * Remembers up to which comment who is signed in has read.
 *
 * @throws core.notFound as above
 */
export function seeDiscussion(signIn: SignIn, canvas: string, number: number): Promise<void> {
  return inScope(signIn, canvas, (scope) => noteSeen(scope, number))
}

/**
 * Changes something of what is said beside a canvas, and tells those who have it open that they may
 * ask anew.
 *
 * @param needs `write` for what needs the right to comment, `read` for taking words back
 * @returns what is said then
 * @throws core.notFound for who may not see it, core.forbidden for who may only read it
 */
export async function inDiscussion(
  signIn: SignIn,
  canvas: string,
  needs: 'write' | 'read',
  work: (scope: CommentScope) => Promise<void>
): Promise<Discussion> {
  const discussion = await inScope(signIn, canvas, async (scope) => {
    if (needs === 'write' && !scope.mayWrite) throw coreErrors.forbidden()
    await work(scope)
    return findDiscussion(scope)
  })
  // Every closing of the canvas closes this channel too. It says that something has changed, and
  // not what: everybody asks for what they may know.
  live.publish(`canvas:${canvas}`, { kind: 'comments' })
  return discussion
}

function inScope<T>(
  signIn: SignIn,
  canvas: string,
  work: (scope: CommentScope) => Promise<T>
): Promise<T> {
  if (!isId(canvas)) throw coreErrors.notFound()
  const tenant = tenantOf(signIn)
  return tenancy.run(tenant, async () => {
    const access = await findCanvasAccess(canvas)
    if (!access || !mayReadComments(access.mode)) throw coreErrors.notFound()
    const mayWrite = mayComment(access.mode)
    if (mayWrite) await ensureSessionCanvas(tenant, access)
    return work({ tenant, canvas, mayWrite, leads: await leadsCanvas(access) })
  })
}
