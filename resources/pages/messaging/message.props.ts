/** Props of one mail in the appliance's own mailbox. */
export type MessageProps = {
  message: {
    recipient: string
    subject: string
    /** ISO 8601. */
    createdAt: string
    text: string
  }
}
