import { FinalError } from '#core/events/final_error'

/** Fixed words for what keeps mail from a mail server; `operator.reasons` explains each. */
export type SmtpTrouble =
  | 'unreachable'
  | 'withoutTls'
  | 'certificateExpired'
  | 'certificateNotTrusted'
  | 'wrongCredentials'
  | 'refused'

/**
 * A mail could not be handed over, and may be later. It names the trouble alone: what a mail server
 * says quotes addresses.
 */
export class MailWaitsError extends Error {
  override name = 'MailWaitsError'

  constructor(readonly code: SmtpTrouble) {
    super('The mail server does not take mail now')
  }
}

/** The mail server will never take this mail, by its answer, such as `550`. */
export class MailRefusedError extends FinalError {
  override name = 'MailRefusedError'

  constructor(readonly code: string) {
    super('The mail server refuses a mail')
  }
}

/** What of an error of Nodemailer's tells what happened, without words of the server. */
interface Happened {
  code: unknown
  /** The code that the system or TLS gave, where `code` took its place. */
  originalCode: unknown
  /** What had been asked, such as `RCPT TO`. */
  command: unknown
  /** The number that the server answered with. */
  responseCode: unknown
}

function happenedIn(error: unknown): Happened {
  const fields = new Map<string, unknown>(error instanceof Error ? Object.entries(error) : [])
  return {
    code: fields.get('code'),
    originalCode: fields.get('originalCode'),
    command: fields.get('command'),
    responseCode: fields.get('responseCode'),
  }
}

/** The error for what became of a mail. */
export function toMailError(error: unknown): MailRefusedError | MailWaitsError {
  const { command, responseCode } = happenedIn(error)
  const isAboutMail = command === 'RCPT TO' || command === 'DATA'
  // A refused sender or sign-in is the matter of the settings, and mended there. 503 is the matter
  // of the connection.
  const isFinal = Number(responseCode) >= 500 && Number(responseCode) !== 503
  if (isAboutMail && isFinal) return new MailRefusedError(String(responseCode))
  return new MailWaitsError(troubleOf(error))
}

/** What an error means for the mail server. */
export function troubleOf(error: unknown): SmtpTrouble {
  const { code, originalCode, command, responseCode } = happenedIn(error)
  if (originalCode === 'CERT_HAS_EXPIRED') return 'certificateExpired'
  if (/CERT|SIGNATURE|ALTNAME/.test(String(originalCode))) return 'certificateNotTrusted'
  if (command === 'STARTTLS' || /WRONG_VERSION/.test(String(originalCode))) return 'withoutTls'
  if (code === 'EAUTH') return Number(responseCode) < 500 ? 'refused' : 'wrongCredentials'
  return responseCode === undefined ? 'unreachable' : 'refused'
}
