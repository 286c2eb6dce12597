import type { HttpContext } from '@adonisjs/core/http'
import { coreErrors } from '#core/errors/core_errors'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { noteExport } from '../actions/note_export.js'
import { writePackage } from '../exchange/write_package.js'
import { canExportDeck } from '../policies/decks.js'
import { findDeck } from '../queries/find_deck.js'
import { readDeckFiles } from '../queries/read_deck_files.js'

/** A deck as a zip that another organisation, or another appliance, can import. */
export default class ExportDeckController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const files = await tenancy.run(tenantOf(signIn), async () => {
      const deck = await findDeck(String(ctx.params.id))
      if (!deck) throw coreErrors.notFound()
      authorise(canExportDeck(signIn.role, deck))
      await noteExport(deck)
      return readDeckFiles(deck)
    })
    ctx.response.type('application/zip')
    ctx.response.header('content-disposition', `attachment; filename="${files.deck.id}.zip"`)
    ctx.response.header('cache-control', 'private, no-store')
    return ctx.response.stream(writePackage(files))
  }
}
