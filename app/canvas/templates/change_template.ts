import { isId } from '#core/is_id'
import { coreErrors } from '#core/errors/core_errors'
import { tenantOf, type SignIn } from '#core/http/require_sign_in'
import { mayOffer } from '../policies/own_templates.js'
import { findTemplate } from './keep_template.js'

/**
 * A template, for who may change it: one's own, and everybody's for who offers them. Call it inside
 * their scope.
 *
 * @throws core.notFound for who is not offered it, core.forbidden for who may only lay it
 */
export async function templateToChange(signIn: SignIn, id: string) {
  if (!isId(id)) throw coreErrors.notFound()
  const found = await findTemplate(tenantOf(signIn), id)
  if (found.owner === null && !mayOffer(signIn)) throw coreErrors.forbidden()
  return found
}
