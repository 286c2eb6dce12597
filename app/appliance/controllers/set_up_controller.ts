import type { HttpContext } from '@adonisjs/core/http'
import { loadAnew } from '#core/http/load_anew'
import vine from '@vinejs/vine'
import { nameField } from '#core/http/name_field'
import {
  describeBrowser,
  giveDeviceCookie,
  giveSignInCookie,
  hashPassword,
  newPassword,
  startSignInSession,
} from '#accounts'
import { FALLBACK_LOCALE, isLocale } from '#config/locales'
import { settings } from '#config/settings'
import { coreErrors } from '#core/errors/core_errors'
import { assertSetupIsOpen } from '../setup/assert_setup_is_open.js'
import { createFirstOrganisation } from '../setup/first_organisation.js'
import { useUpSetupLink } from '../setup/setup_link.js'

const validator = vine.create({
  organisation: nameField(200),
  name: nameField(120),
  email: vine.string().trim().email().maxLength(254),
  password: newPassword(),
})

/** Makes the first organisation and its owner, who runs the appliance, and signs them in. */
export default class SetUpController {
  async handle(ctx: HttpContext) {
    await assertSetupIsOpen(String(ctx.params.token))
    const input = await ctx.request.validateUsing(validator)
    const passwordHash = await hashPassword(input.password)
    const locale = isLocale(ctx.i18n.locale) ? ctx.i18n.locale : FALLBACK_LOCALE
    const { name, email } = input
    const owner = { name, email, passwordHash, locale, role: 'owner', operator: true } as const
    const label = describeBrowser(ctx.request.header('user-agent'))
    const signedIn = await createFirstOrganisation(
      { name: input.organisation, locale },
      [owner],
      async ({ organisation, people: [person] }) =>
        person ? startSignInSession({ organisation, person: person.id }, 'browser', label) : null
    )
    if (!signedIn) throw coreErrors.notFound()
    useUpSetupLink(settings.home)
    giveSignInCookie(ctx, signedIn)
    giveDeviceCookie(ctx, email)
    loadAnew(ctx, '/operator/set-up/address')
  }
}
