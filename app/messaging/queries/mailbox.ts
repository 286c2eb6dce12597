import { audit } from '#core/audit/audit'
import { coreErrors } from '#core/errors/core_errors'
import { keysToOpenEach } from '#core/keys/keys'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { placeOf, readContent } from '../mail_content.js'

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
  content: Uint8Array
  sealed_for: string | null
  created_at: Date
}

const COLUMNS = 'id, recipient, content, sealed_for, created_at'

/** Mails with what they say; those that were erased with their organisation's key are left out. */
async function open(rows: Row[]): Promise<(MailboxMessage & { text: string })[]> {
  const keys = await keysToOpenEach(rows.map((row) => ({ organisation: row.sealed_for })))
  return rows.flatMap((row, index) => {
    const opened = keys[index]?.open(placeOf(row.id), row.content)
    if (!opened) return []
    const { subject, text } = readContent(opened)
    const { id, recipient, created_at } = row
    return [{ id, recipient, subject, text, createdAt: created_at.toISOString() }]
  })
}

/** The newest two hundred mails, for an operator. */
export function listMailbox(): Promise<MailboxMessage[]> {
  return tenancy.system('operator', async () => {
    const { rows } = await tenancy
      .client()
      .rawQuery<{ rows: Row[] }>(
        `select ${COLUMNS} from mailbox_messages order by created_at desc, id desc limit 200`
      )
    const messages = await open(rows)
    return messages.map(({ id, recipient, subject, createdAt }) => ({
      id,
      recipient,
      subject,
      createdAt,
    }))
  })
}

/**
 * One mail with its text, for an operator, in whose organisation it is written down: who reads a
 * link could use it.
 *
 * @throws core.notFound
 */
export function readMailboxMessage(
  operator: Required<Tenant>,
  id: string
): Promise<MailboxMessage & { text: string }> {
  return tenancy.system('operator', async () => {
    const { rows } = await tenancy
      .client()
      .rawQuery<{ rows: Row[] }>(`select ${COLUMNS} from mailbox_messages where id = ?`, [id])
    const [message] = await open(rows)
    if (!message) throw coreErrors.notFound()
    await tenancy.become(operator)
    await audit.record({ action: 'messaging.mailRead', subject: { kind: 'mail', id: message.id } })
    return message
  })
}
