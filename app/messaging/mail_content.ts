/** What a kept mail says; sealed in the database. */
export interface MailContent {
  subject: string
  text: string
  html: string
}

/** Where the content of a mail stands sealed. */
export const placeOf = (row: string) => ({ table: 'mailbox_messages', column: 'content', row })
