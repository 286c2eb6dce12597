import type { HttpContext } from '@adonisjs/core/http'
import i18nManager from '@adonisjs/i18n/services/main'
import vine from '@vinejs/vine'
import { isId } from '#core/is_id'
import { LOCALES } from '#config/locales'
import { coreErrors } from '#core/errors/core_errors'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { localeOf } from '#library'
import { canvasErrors } from '../errors.js'
import { MOST_FRAMES } from '../pdf/most_frames.js'
import { makePdf } from '../pdf/make_pdf.js'
import { orderPdf } from '../pdf/order_pdf.js'
import { throttlePrints } from '../pdf/throttle.js'
import { UNPRINTED, unprintedIn } from '../pdf/unprinted.js'
import { findCanvasAccess } from '../queries/find_canvas_access.js'
import { readCanvas } from '../server/read_canvas.js'

/** Query of `GET /api/v1/canvases/:canvas/pdf`: the language of the cards' words. */
export const printCanvasInput = vine.create({ locale: vine.enum(LOCALES).optional() })

/** A canvas as a PDF, each frame on a page. */
export default class PrintCanvasController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const tenant = tenantOf(signIn)
    const { locale = localeOf(ctx) } = await printCanvasInput.validate(ctx.request.qs())
    const id = String(ctx.params.canvas)
    const access = isId(id) ? await tenancy.run(tenant, () => findCanvasAccess(id)) : null
    // Who only shows it to a room has nothing but the page for that.
    if (!access || access.mode === 'present') throw coreErrors.notFound()
    await throttlePrints(signIn.person.id)
    const title = i18nManager.locale(locale).t('canvas.label')
    const elements = await readCanvas(tenant, id)
    if (elements.filter(({ kind }) => kind === 'frame').length > MOST_FRAMES) {
      throw canvasErrors.tooManyPages({ values: { most: MOST_FRAMES } })
    }
    const pdf = await makePdf(await orderPdf(tenant, id, elements, { title, locale }))
    const unprinted = unprintedIn(elements)
    if (unprinted !== '') ctx.response.header(UNPRINTED, encodeURIComponent(unprinted))
    ctx.response.type('application/pdf')
    ctx.response.header('content-disposition', 'attachment; filename="canvas.pdf"')
    ctx.response.header('cache-control', 'private, no-store')
    return ctx.response.send(Buffer.from(pdf))
  }
}
