import { isId } from '#core/is_id'
import { coreErrors } from '#core/errors/core_errors'
import type { SignIn } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { accessToEdit } from '../versions/find_canvas.js'
import { findKept, keepImage, refuseTooMany, type KeptImage } from './keep_image.js'
import type { MadeImage } from './made_image.js'
import { throttleImages } from './throttle.js'

/**
 * Brings an image to a canvas for who is signed in. What is there already under the id stays.
 *
 * @param id chosen by who brings it
 * @param make makes the image; it is not asked when there is no need or no leave for it
 * @throws core.notFound, core.forbidden, core.tooManyRequests, what `keepImage` throws, and what
 *   `make` does
 */
export async function bringImage(
  signIn: SignIn,
  { canvas, id }: { canvas: string; id: string },
  make: () => Promise<MadeImage>
): Promise<KeptImage> {
  const { access, scope } = await accessToEdit(signIn, canvas)
  if (!isId(id)) throw coreErrors.notFound()
  const known = await tenancy.run(scope, async () => {
    const kept = await findKept(access.id, id)
    if (!kept) await refuseTooMany(access.id)
    return kept
  })
  if (known) return known
  await throttleImages(signIn.person.id)
  return keepImage(scope, access, id, await make())
}
