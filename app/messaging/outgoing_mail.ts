import { events } from '#core/events/events'
import type { Mailer } from '#core/mail/mailer'
import { tenancy } from '#core/tenancy/tenancy'
import { keepMail } from './keep_mail.js'

/** Keeps mail until it has left by the mail server, so that none is lost while that is away. */
export const outgoingMail: Mailer = {
  leaves: true,

  async send(mail) {
    await tenancy.system('mail', async () => {
      const id = await keepMail(mail, { leaves: true })
      await events.emit({ name: 'messaging.mailWritten', payload: { mail: id } })
    })
  },
}
