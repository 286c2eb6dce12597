import { coreErrors } from '#core/errors/core_errors'
import { tenantOf, type SignIn } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { isId } from '#core/is_id'
import { isLess, mayDraw } from '../policies/canvas_modes.js'
import { findCanvasAccess } from '../queries/find_canvas_access.js'
import { scopeOf, type CanvasScope } from '../server/canvas_store.js'

/**
 * The scope of somebody who may see a canvas and its history.
 *
 * @throws core.notFound for everybody else, core.forbidden for a screen that shows it to a room
 */
export async function scopeToView(signIn: SignIn, canvas: string): Promise<CanvasScope> {
  const { mode } = await accessOf(signIn, canvas)
  if (isLess(mode, 'view')) throw coreErrors.forbidden()
  return tenantOf(signIn)
}

/**
 * The scope in which a canvas is stored, for who may change it.
 *
 * @throws core.notFound for who may not see it, core.forbidden for who may only look on
 */
export async function scopeToEdit(signIn: SignIn, canvas: string): Promise<CanvasScope> {
  return (await accessToEdit(signIn, canvas)).scope
}

/** As `scopeToEdit`, with what they may do. */
export async function accessToEdit(signIn: SignIn, canvas: string) {
  const access = await accessOf(signIn, canvas)
  if (!mayDraw(access.mode)) throw coreErrors.forbidden()
  return { access, scope: scopeOf(tenantOf(signIn), access) }
}

/**
 * What somebody may do on a canvas.
 *
 * @throws core.notFound for who may not see it
 */
export async function accessOf(signIn: SignIn, canvas: string) {
  if (!isId(canvas)) throw coreErrors.notFound()
  const access = await tenancy.run(tenantOf(signIn), () => findCanvasAccess(canvas))
  if (!access) throw coreErrors.notFound()
  return access
}
