import type { HttpContext } from '@adonisjs/core/http'
import { requireSignIn } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { oneLine } from '#core/plain_words'
import { templateToChange } from '../templates/change_template.js'
import { rewriteTemplate } from '../templates/keep_template.js'
import { LONGEST_ABOUT, LONGEST_TEMPLATE_NAME } from '../templates/own_template.js'
import { templateWords } from '../templates/template_input.js'

/** PUT /templates/:template: what a template says of itself. */
export default class RenameTemplateController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const id = String(ctx.params.template)
    const { name, about } = await ctx.request.validateUsing(templateWords)
    const [organisation, person] = [signIn.organisation.id, signIn.person.id]
    await tenancy.run({ organisation, person }, async () => {
      const { owner, content } = await templateToChange(signIn, id)
      const words = {
        name: oneLine(name, LONGEST_TEMPLATE_NAME),
        about: oneLine(about ?? '', LONGEST_ABOUT),
      }
      await rewriteTemplate({ organisation }, id, { owner, content: { ...content, ...words } })
    })
    return ctx.response.noContent()
  }
}
