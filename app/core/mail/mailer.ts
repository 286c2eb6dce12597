/** One mail to one person, ready to be sent. */
export interface Mail {
  /** Email address. */
  to: string
  subject: string
  text: string
  /** A whole document. */
  html: string
  /** The organisation that it speaks for, by whose key it is kept; absent for the appliance. */
  organisation?: string
}

/** Sends mail: into the appliance's own mailbox, or by SMTP. */
export interface Mailer {
  /** Whether mail leaves the appliance, so that its recipient alone reads it. */
  readonly leaves: boolean
  /** Hands the mail over; never inside a tenant scope. */
  send(mail: Mail): Promise<void>
}
