import { v7 as newId } from 'uuid'
import { keysToSeal } from '#core/keys/keys'
import type { Mail } from '#core/mail/mailer'
import { tenancy } from '#core/tenancy/tenancy'
import { placeOf } from './mail_content.js'

/**
 * Keeps a mail for at most thirty days, inside a scope of the system part `mail`, which becomes one
 * of its organisation. It is sealed with the key of the organisation it speaks for, because it holds
 * links that open an account.
 *
 * @param leaves whether it is kept until it is sent, out of the operators' sight
 * @returns its id
 */
export async function keepMail(mail: Mail, { leaves }: { leaves: boolean }): Promise<string> {
  const { to, subject, text, html, organisation = null } = mail
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
    leaves,
  })
  return id
}
