import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { deleteEntry } from '../actions/delete_entry.js'
import { journalErrors } from '../errors.js'
import { overHeader } from '../over_header.js'

/** Deletes an entry of the person who is signed in. */
export default class DeleteEntryController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { outcome, entry } = await deleteEntry(
      tenantOf(signIn),
      String(ctx.params.id),
      overHeader(ctx)
    )
    ctx.response.header('etag', `"${entry.version}"`)
    if (outcome === 'deleted') return { entry }
    const { code, status, messageKey } = journalErrors.conflict()
    return ctx.response
      .status(status)
      .send({ errors: [{ code, message: ctx.i18n.t(messageKey) }], entry, copy: null })
  }
}
