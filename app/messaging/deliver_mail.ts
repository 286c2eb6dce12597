import { keysToOpen } from '#core/keys/keys'
import { domainOf } from '#core/mail/mail_address'
import { sendMail, type OutgoingMail, type OutgoingServer } from '#core/mail/smtp_client'
import { tenancy } from '#core/tenancy/tenancy'
import { placeOf, readContent } from './mail_content.js'

type KeptMail = Omit<OutgoingMail, 'messageId'>

interface Row {
  recipient: string
  content: Uint8Array
  sealed_for: string | null
  created_at: Date
}

/**
 * Hands a mail that is kept to the mail server, and keeps it no longer. One that is not kept any
 * more has been sent, is too old or was erased with its organisation's key: nothing is sent then.
 *
 * @throws MailRefusedError, MailWaitsError; the mail is still kept
 */
export async function deliverMail(id: string, server: OutgoingServer): Promise<void> {
  const mail = await tenancy.system('mail', () => readKept(id))
  if (!mail) return
  await sendMail(server, { ...mail, messageId: `<${id}@${domainOf(server.sender)}>` })
  await tenancy.system('mail', () => forget(id))
}

async function readKept(id: string): Promise<KeptMail | null> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: Row[] }>(
      'select recipient, content, sealed_for, created_at from mailbox_messages where id = ? and leaves',
      [id]
    )
  const [row] = rows
  if (!row) return null
  if (row.sealed_for) await tenancy.become({ organisation: row.sealed_for })
  const keys = await keysToOpen({ organisation: row.sealed_for })
  const opened = keys.open(placeOf(id), row.content)
  return opened && { to: row.recipient, writtenAt: row.created_at, ...readContent(opened) }
}

async function forget(id: string): Promise<void> {
  await tenancy.client().rawQuery('delete from mailbox_messages where id = ? and leaves', [id])
}
