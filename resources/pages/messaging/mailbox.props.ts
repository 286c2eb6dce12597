/** Props of the list of mails in the appliance's own mailbox. */
export type MailboxProps = {
  /** Whether mail leaves; then what is listed is from before. */
  mailLeaves: boolean
  messages: {
    id: string
    recipient: string
    subject: string
    /** ISO 8601. */
    createdAt: string
  }[]
}
