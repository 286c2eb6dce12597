import { defineConsumer } from '#core/events/consumers'
import { Lanes } from '#core/events/lanes'
import { deliverMail } from '../deliver_mail.js'
import { outgoingServer } from '../outgoing_server.js'

/** A mail is to leave, and the settings name no mail server any more. */
class NoMailServerError extends Error {
  override name = 'NoMailServerError'
}

/** So many connections at once: a mail server refuses who opens many more. */
const lanes = new Lanes(16)

/** Hands mail to the mail server. */
export const sendMails = defineConsumer({
  name: 'messaging.sendMail',
  event: 'messaging.mailWritten',
  isOutsideScope: true,
  // About a day: so long may a mail server be away before somebody has to see to it.
  attempts: 400,
  async handle({ payload: { mail } }) {
    const server = outgoingServer
    if (!server) throw new NoMailServerError()
    await lanes.run(() => deliverMail(mail, server))
  },
})
