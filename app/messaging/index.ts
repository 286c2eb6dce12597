import type { Mailer } from '#core/mail/mailer'
import { embeddedMailbox } from './embedded_mailbox.js'

/** How mail leaves the appliance. */
export const mailer: Mailer = embeddedMailbox
