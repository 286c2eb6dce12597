import type { HttpContext } from '@adonisjs/core/http'
import { tenantOf, type SignIn } from '#core/http/require_sign_in'
import { importDeck, type Imported } from '../actions/import_deck.js'
import { alone } from './import_lock.js'
import { throttleImports } from '../throttle.js'
import { withUpload } from './uploads.js'

/**
 * Takes in the deck that a request brings; its field `replace` allows to replace one.
 *
 * @throws core.tooManyRequests, library.importRunning, library.fileMissing, library.fileTooLarge
 */
export async function receiveDeck(ctx: HttpContext, signIn: SignIn): Promise<Imported> {
  await throttleImports(signIn.organisation.id)
  const tenant = tenantOf(signIn)
  return alone(tenant, () =>
    withUpload(ctx, (path) => {
      const replace: unknown = ctx.request.input('replace')
      return importDeck(tenant, path, { replace: ['1', 'true', 'on'].includes(String(replace)) })
    })
  )
}
