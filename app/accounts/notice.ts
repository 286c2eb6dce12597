import type { HttpContext } from '@adonisjs/core/http'

/** What went well, to be said on the next page. Each has a message `accounts.notices.<name>`. */
export type NoticeName =
  | 'saved'
  | 'passwordChanged'
  | 'passwordReset'
  | 'invitationSent'
  | 'invitationRevoked'
  | 'roleChanged'
  | 'personRemoved'
  | 'sessionEnded'
  | 'tokenRevoked'

/** Says on the next page what went well. */
export function giveNotice({ session, i18n }: HttpContext, name: NoticeName): void {
  session.flash('notice', i18n.t(`accounts.notices.${name}`))
}
