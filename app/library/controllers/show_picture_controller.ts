import type { HttpContext } from '@adonisjs/core/http'
import { blobs } from '#core/blobs/blobs'
import { coreErrors } from '#core/errors/core_errors'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { pictureKey } from '../blob_keys.js'
import { SIZES } from '../exchange/make_picture.js'
import { findPicture } from '../queries/find_picture.js'

/** A picture that an organisation has brought, for its people and its sessions' guests alone. */
export default class ShowPictureController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { params, request, response } = ctx
    const size = SIZES.find((each) => String(each) === params.size)
    const found = await tenancy.run(tenantOf(signIn), () => findPicture(String(params.card)))
    if (!found || !size) throw coreErrors.notFound()
    const tag = `"${found.hash.slice(0, 16)}-${size}"`
    const isKnown = request.header('if-none-match') === tag
    // Read before anything is said of it: a refusal must not be kept for a week.
    const picture = isKnown ? null : await blobs.read(pictureKey(found, size))
    response.header('etag', tag)
    response.header('cache-control', 'private, max-age=604800')
    response.vary('cookie')
    if (isKnown) return response.status(304).send(null)
    response.type('image/webp')
    return response.send(picture)
  }
}
