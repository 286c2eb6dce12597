/** What a kept mail says; sealed in the database. */
export interface MailContent {
  subject: string
  text: string
  html: string
}

/** Where the content of a mail stands sealed. */
export const placeOf = (row: string) => ({ table: 'mailbox_messages', column: 'content', row })

/** The content of a mail as it was sealed. */
export function readContent(opened: Buffer): MailContent {
  const content: unknown = JSON.parse(opened.toString('utf8'))
  const fields = new Map<string, unknown>(Object.entries(content ?? {}))
  const read = (name: string) => {
    const value = fields.get(name)
    return typeof value === 'string' ? value : ''
  }
  return { subject: read('subject'), text: read('text'), html: read('html') }
}
