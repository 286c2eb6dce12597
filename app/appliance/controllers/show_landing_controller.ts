import type { HttpContext } from '@adonisjs/core/http'
import { toLocale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'
import { listCards, toCardFace } from '#library'

/** As many cards as the page has places for. */
const SHOWN = 11

/** GET /: what this is, for visitors; who is signed in goes home. */
export default class ShowLandingController {
  async handle({ signIn, response, inertia, i18n }: HttpContext) {
    if (signIn) return response.redirect('/home')
    const cards = await tenancy.system('library', () => listCards(toLocale(i18n.locale)))
    return inertia.render('landing', {
      cards: cards
        .filter(({ src400 }) => src400 !== null)
        .slice(0, SHOWN)
        .map(toCardFace),
    })
  }
}
