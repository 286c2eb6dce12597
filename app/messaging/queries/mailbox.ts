import { coreErrors } from '#core/errors/core_errors'
import { tenancy } from '#core/tenancy/tenancy'

/** A mail in the mailbox's list. */
export interface MailboxMessage {
  id: string
  recipient: string
  subject: string
  createdAt: string
}

interface Row {
  id: string
  recipient: string
  subject: string
  created_at: Date
}

const toMessage = (row: Row): MailboxMessage => ({
  id: row.id,
  recipient: row.recipient,
  subject: row.subject,
  createdAt: row.created_at.toISOString(),
})

/** The newest two hundred mails, for an operator. */
export function listMailbox(): Promise<MailboxMessage[]> {
  return tenancy.system('operator', async () => {
    const { rows } = await tenancy.client().rawQuery<{ rows: Row[] }>(
      `select id, recipient, subject, created_at from mailbox_messages
       order by created_at desc, id desc limit 200`
    )
    return rows.map(toMessage)
  })
}

/**
 * One mail with its text, for an operator.
 *
 * @throws core.notFound
 */
export function readMailboxMessage(id: string): Promise<MailboxMessage & { text: string }> {
  return tenancy.system('operator', async () => {
    const { rows } = await tenancy.client().rawQuery<{
      rows: (Row & { text: string })[]
    }>('select id, recipient, subject, text, created_at from mailbox_messages where id = ?', [id])
    const row = rows[0]
    if (!row) throw coreErrors.notFound()
    return { ...toMessage(row), text: row.text }
  })
}
