import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { nameField } from '#core/http/name_field'
import { coreErrors } from '#core/errors/core_errors'
import { requireSignIn } from '#core/http/require_sign_in'
import { scopeToEdit } from '../versions/find_canvas.js'
import { keepVersion } from '../versions/keep_version.js'
import { storeRoom } from '../versions/store_room.js'
import { throttleVersions } from '../versions/throttle.js'
import { LONGEST_NAME } from '../versions/version.js'
import { versionErrors } from '../versions/version_errors.js'

const moment = vine.create({
  name: nameField(LONGEST_NAME),
})

/** POST /canvases/:canvas/versions: keeps this moment of a canvas under a name. JSON `{ id }`. */
export default class KeepVersionController {
  async handle(ctx: HttpContext) {
    const canvas = String(ctx.params.canvas)
    const signIn = requireSignIn(ctx)
    const scope = await scopeToEdit(signIn, canvas)
    await throttleVersions(signIn.person.id)
    const { name } = await ctx.request.validateUsing(moment)
    if (!(await storeRoom(scope, canvas))) throw coreErrors.unavailable()
    const id = await keepVersion(scope, canvas, { kind: 'kept', name }, signIn.person.id)
    if (!id) throw versionErrors.nothingYet()
    return ctx.response.created({ id })
  }
}
