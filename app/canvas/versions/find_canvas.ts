import { coreErrors } from '#core/errors/core_errors'
import { tenantOf, type SignIn } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { validate as isUuid } from 'uuid'
import { mayDraw } from '../policies/canvas_modes.js'
import { findCanvasAccess } from '../queries/find_canvas_access.js'
import type { CanvasScope } from '../server/canvas_store.js'

/**
 * The scope of who may see a canvas.
 *
 * @throws core.notFound for everybody else
 */
export async function scopeToView(signIn: SignIn, canvas: string): Promise<CanvasScope> {
  await accessOf(signIn, canvas)
  return tenantOf(signIn)
}

/**
 * The scope of who may change a canvas.
 *
 * @throws core.notFound for who may not see it, core.forbidden for who may only look on
 */
export async function scopeToEdit(signIn: SignIn, canvas: string): Promise<CanvasScope> {
  const { mode } = await accessOf(signIn, canvas)
  if (!mayDraw(mode)) throw coreErrors.forbidden()
  return tenantOf(signIn)
}

async function accessOf(signIn: SignIn, canvas: string) {
  if (!isUuid(canvas)) throw coreErrors.notFound()
  const access = await tenancy.run(tenantOf(signIn), () => findCanvasAccess(canvas))
  if (!access) throw coreErrors.notFound()
  return access
}
