import type { Mailer } from '#core/mail/mailer'
import { embeddedMailbox } from './embedded_mailbox.js'
import { outgoingMail } from './outgoing_mail.js'
import { outgoingServer } from './outgoing_server.js'

/** How mail leaves the appliance. */
export const mailer: Mailer = outgoingServer ? outgoingMail : embeddedMailbox
