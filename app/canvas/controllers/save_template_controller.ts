import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { oneLine } from '#core/plain_words'
import { mayHaveMore } from '../policies/own_canvases.js'
import { mayOffer } from '../policies/own_templates.js'
import { checkedTemplate, saveTemplate } from '../templates/keep_template.js'
import { LONGEST_ABOUT, LONGEST_TEMPLATE_NAME } from '../templates/own_template.js'
import { newTemplate } from '../templates/template_input.js'
import { scopeToEdit } from '../versions/find_canvas.js'

/**
 * POST /canvases/:canvas/own-templates: saves what lies on a canvas, or a part of it, as a template,
 * for oneself or for everybody in the organisation. JSON `{ id }`.
 */
export default class SaveTemplateController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    await scopeToEdit(signIn, String(ctx.params.canvas))
    authorise(mayHaveMore(signIn))
    const { name, about, forAll, file } = await ctx.request.validateUsing(newTemplate)
    authorise(!forAll || mayOffer(signIn))
    const content = {
      name: oneLine(name, LONGEST_TEMPLATE_NAME),
      about: oneLine(about ?? '', LONGEST_ABOUT),
      file: checkedTemplate(file),
    }
    const [organisation, person] = [signIn.organisation.id, signIn.person.id]
    const id = await tenancy.run({ organisation, person }, () =>
      saveTemplate({ organisation }, forAll ? null : person, content)
    )
    return ctx.response.created({ id })
  }
}
