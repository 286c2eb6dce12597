import { isId } from '#core/is_id'
import { coreErrors } from '#core/errors/core_errors'
import { tenantOf, type SignIn } from '#core/http/require_sign_in'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { live } from '#live'
import { ensureSessionCanvas } from '../actions/ensure_session_canvas.js'
import { mayComment } from '../policies/canvas_modes.js'
import { findCanvasAccess } from '../queries/find_canvas_access.js'
import { leadsCanvas } from '../queries/leads_canvas.js'
import { throttleExercise } from './throttle.js'

/** Whom something of an exercise is for; `shows` is for a screen too, that a room sees. */
export type ExercisePart = 'leads' | 'takesPart' | 'looksOn' | 'shows'

/** What somebody may do in the exercise on a canvas. */
export interface ExerciseScope {
  tenant: Required<Tenant>
  canvas: string
  leads: boolean
  takesPart: boolean
}

/**
 * Works on the exercise of a canvas in the scope of who is signed in, and tells those who have it
 * open when it is not only for looking on.
 *
 * @throws core.notFound for who may not see the canvas, core.forbidden for who may only do less,
 *   core.tooManyRequests
 */
export async function inExercise<T>(
  signIn: SignIn,
  canvas: string,
  part: ExercisePart,
  work: (scope: ExerciseScope) => Promise<T>
): Promise<T> {
  if (!isId(canvas)) throw coreErrors.notFound()
  const tenant = tenantOf(signIn)
  const changes = part === 'leads' || part === 'takesPart'
  if (changes) await throttleExercise(signIn.person.id)
  const done = await tenancy.run(tenant, async () => {
    const access = await findCanvasAccess(canvas)
    const isScreen = access?.mode === 'present' && part !== 'shows'
    if (!access || isScreen) throw coreErrors.notFound()
    const leads = await leadsCanvas(access)
    const takesPart = mayComment(access.mode)
    const isAllowed = !changes || (takesPart && (part === 'takesPart' || leads))
    if (!isAllowed) throw coreErrors.forbidden()
    if (changes) await ensureSessionCanvas(tenant, access)
    return work({ tenant, canvas, leads, takesPart })
  })
  if (changes) live.publish(`exercise:${canvas}`, { kind: 'changed' })
  return done
}
