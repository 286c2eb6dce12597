import { tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { registerChannel } from '#live'
import { mayReadComments } from '../policies/canvas_modes.js'
import { findCanvasAccess } from '../queries/find_canvas_access.js'

/**
 * `canvas:<canvas>`: says that what is said beside the canvas has changed, and not what. Whatever
 * closes the canvas for somebody closes this with it.
 */
export function registerCommentChannel(): void {
  registerChannel('canvas', {
    authorise: ({ person, ...signIn }, id) =>
      tenancy.run(tenantOf({ person, ...signIn }), async () => {
        const access = await findCanvasAccess(id)
        return access && mayReadComments(access.mode) ? { name: person.name } : null
      }),
    snapshot: async () => ({ sequence: 0, state: null }),
  })
}
