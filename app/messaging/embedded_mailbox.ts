import type { Mailer } from '#core/mail/mailer'
import { tenancy } from '#core/tenancy/tenancy'
import { keepMail } from './keep_mail.js'

/** Keeps mail in the appliance's own mailbox, which operators can read. */
export const embeddedMailbox: Mailer = {
  leaves: false,

  async send(mail) {
    await tenancy.system('mail', () => keepMail(mail, { leaves: false }))
  },
}
