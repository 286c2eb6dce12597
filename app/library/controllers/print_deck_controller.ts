import type { HttpContext } from '@adonisjs/core/http'
import i18nManager from '@adonisjs/i18n/services/main'
import vine from '@vinejs/vine'
import { LOCALES } from '#config/locales'
import { coreErrors } from '#core/errors/core_errors'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { localeOf } from '../locale_of.js'
import { canPrintDeck } from '../policies/decks.js'
import { printStream } from '../print/print_stream.js'
import { findDeck } from '../queries/find_deck.js'
import { readDeckFiles } from '../queries/read_deck_files.js'
import { throttlePrints } from '../throttle.js'

/** Query of `GET /api/v1/decks/:id/print`. */
export const printInput = vine.create({ locale: vine.enum(LOCALES).optional() })

/** A deck as a PDF to print and cut. */
export default class PrintDeckController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { locale = localeOf(ctx) } = await printInput.validate(ctx.request.qs())
    const files = await tenancy.run(tenantOf(signIn), async () => {
      const deck = await findDeck(String(ctx.params.id))
      if (!deck) throw coreErrors.notFound()
      authorise(canPrintDeck(signIn.role, deck))
      return readDeckFiles(deck)
    })
    const { deck } = files
    await throttlePrints(signIn.person.id)
    const title = deck.name[locale] ?? deck.name[deck.languages[0] ?? locale] ?? deck.id
    const { id, attribution } = deck.licence
    const licence = i18nManager
      .locale(locale)
      .t('library.deck.licence', { licence: id, attribution })
    const pdf = printStream(files, locale, { title, licence })
    ctx.response.type('application/pdf')
    ctx.response.header('content-disposition', `inline; filename="${deck.id}-${locale}.pdf"`)
    ctx.response.header('cache-control', 'private, no-store')
    return ctx.response.stream(pdf)
  }
}
