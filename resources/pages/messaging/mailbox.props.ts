/** Props of the list of mails in the appliance's own mailbox. */
export type MailboxProps = {
  messages: {
    id: string
    recipient: string
    subject: string
    /** ISO 8601. */
    createdAt: string
  }[]
}
