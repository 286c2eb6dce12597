import { validate as isUuid } from 'uuid'
import { coreErrors } from '#core/errors/core_errors'
import { tenantOf, type SignIn } from '#core/http/require_sign_in'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { live } from '#live'
import { mayComment } from '../policies/canvas_modes.js'
import { findCanvasAccess, type CanvasAccess } from '../queries/find_canvas_access.js'
import { leadsCanvas } from '../queries/leads_canvas.js'

/** Whom something of an exercise is for. */
export type ExercisePart = 'leads' | 'takesPart' | 'looksOn'

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
 * @throws core.notFound for who may not see the canvas, core.forbidden for who may only do less
 */
export async function inExercise<T>(
  signIn: SignIn,
  canvas: string,
  part: ExercisePart,
  work: (scope: ExerciseScope) => Promise<T>
): Promise<T> {
  if (!isUuid(canvas)) throw coreErrors.notFound()
  const tenant = tenantOf(signIn)
  const done = await tenancy.run(tenant, async () => {
    const access = await findCanvasAccess(canvas)
    if (!access) throw coreErrors.notFound()
    const leads = await leadsCanvas(access)
    const takesPart = mayComment(access.mode)
    const isAllowed = part === 'looksOn' || (takesPart && (part === 'takesPart' || leads))
    if (!isAllowed) throw coreErrors.forbidden()
    if (part !== 'looksOn') await ensureRow(tenant, access)
    return work({ tenant, canvas, leads, takesPart })
  })
  if (part !== 'looksOn') live.publish(`exercise:${canvas}`, { kind: 'changed' })
  return done
}

/** A session's canvas has its row from the first stroke on, and what goes on beside it may be first. */
async function ensureRow({ organisation }: Tenant, { id, owner }: CanvasAccess): Promise<void> {
  if (owner !== null) return
  await tenancy.client().rawQuery(
    `insert into canvases (id, organisation_id, session_id) values (?, ?, ?)
       on conflict (id) do nothing`,
    [id, organisation, id]
  )
}
