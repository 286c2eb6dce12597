import { tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { registerChannel } from '#live'
import { findCanvasAccess } from '../queries/find_canvas_access.js'

/**
 * `exercise:<canvas>`: says that something has changed, and not what: everybody asks for what they
 * may know. Whatever closes the canvas for somebody closes this with it.
 */
export function registerExerciseChannel(): void {
  registerChannel('exercise', {
    authorise: ({ person, ...signIn }, id) =>
      tenancy.run(tenantOf({ person, ...signIn }), async () =>
        (await findCanvasAccess(id)) ? { name: person.name } : null
      ),
    closesWith: 'canvas',
    snapshot: async () => ({ sequence: 0, state: null }),
  })
}
