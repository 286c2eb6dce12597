import { v7 as newId } from 'uuid'
import { keysToSeal } from '#core/keys/keys'
import type { Mailer } from '#core/mail/mailer'
import { tenancy } from '#core/tenancy/tenancy'
import { placeOf } from './mail_content.js'

/**
 * Keeps mail for thirty days in the appliance's own mailbox, which operators can read. It is sealed
 * with the key of the organisation it speaks for, because it holds links that open an account.
 */
export const embeddedMailbox: Mailer = {
  leaves: false,

  async send({ to, subject, text, html, organisation = null }) {
    await tenancy.system('mail', async () => {
      const client = tenancy.client()
      await client.rawQuery(
        `delete from mailbox_messages where created_at < now() - interval '30 days'`
      )
      if (organisation) await tenancy.become({ organisation })
      const keys = await keysToSeal({ organisation })
      const id = newId()
      await client.table('mailbox_messages').insert({
        id,
        recipient: to,
        content: keys.seal(placeOf(id), JSON.stringify({ subject, text, html })),
        sealed_for: organisation,
      })
    })
  },
}
