import i18nManager from '@adonisjs/i18n/services/main'
import { FALLBACK_LOCALE, isLocale } from '#config/locales'
import { publicUrl } from '#config/settings'
import { composeMail } from '#core/mail/compose_mail'
import type { Mail } from '#core/mail/mailer'

interface Recipient {
  email: string
  locale: string
}

const words = (locale: string) => {
  const known = isLocale(locale) ? locale : FALLBACK_LOCALE
  return { locale: known, i18n: i18nManager.locale(known) }
}

/** The mail with the link for choosing a new password. */
export function passwordResetMail(to: Recipient & { name: string }, token: string): Mail {
  const { locale, i18n } = words(to.locale)
  const say = (key: string, values?: Record<string, string>) =>
    i18n.t(`accounts.mail.passwordReset.${key}`, values)
  return composeMail({
    to: to.email,
    locale,
    subject: say('subject'),
    greeting: say('greeting', { name: to.name }),
    paragraphs: [say('text')],
    action: { label: say('action'), url: `${publicUrl}/password/reset/${token}` },
    closing: say('closing'),
  })
}

/** The address under which an invitation is accepted. */
export const invitationLink = (token: string) => `${publicUrl}/invitations/${token}`

/** The mail that invites somebody into an organisation. */
export function invitationMail(
  to: Recipient,
  invitation: { organisation: string; inviter: string; token: string }
): Mail {
  const { locale, i18n } = words(to.locale)
  const { organisation, inviter, token } = invitation
  const say = (key: string) => i18n.t(`accounts.mail.invitation.${key}`, { organisation, inviter })
  return composeMail({
    to: to.email,
    locale,
    subject: say('subject'),
    greeting: say('greeting'),
    paragraphs: [say('text'), say('about')],
    action: { label: say('action'), url: invitationLink(token) },
    closing: say('closing'),
  })
}
