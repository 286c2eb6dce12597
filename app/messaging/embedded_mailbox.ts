import { v7 as newId } from 'uuid'
import type { Mailer } from '#core/mail/mailer'
import { tenancy } from '#core/tenancy/tenancy'

/** Keeps mail for thirty days in the appliance's own mailbox, which operators can read. */
export const embeddedMailbox: Mailer = {
  leaves: false,

  async send({ to, subject, text, html }) {
    await tenancy.system('mail', async () => {
      const client = tenancy.client()
      await client.rawQuery(
        `delete from mailbox_messages where created_at < now() - interval '30 days'`
      )
      await client
        .table('mailbox_messages')
        .insert({ id: newId(), recipient: to, subject, text, html })
    })
  },
}
