import { errors } from '@nats-io/transport-node'
import { JetStreamApiError, JetStreamError } from '@nats-io/jetstream'

/** What may keep the appliance from its stream: fixed words, shown to operators. */
export type EventsProblem =
  | 'unreachable'
  | 'wrongCredentials'
  | 'certificateExpired'
  | 'certificateNotTrusted'
  | 'withoutJetStream'
  | 'tooOld'
  | 'full'
  | 'streamOfAnotherAppliance'

/** The events cannot be carried; the message names the setting and what to do. */
export class EventsUnavailableError extends Error {
  override name = 'EventsUnavailableError'

  constructor(
    readonly problem: EventsProblem,
    explanation: string,
    options?: ErrorOptions
  ) {
    super(`NATS_URL: ${explanation}`, options)
  }
}

const EXPLANATIONS: Record<EventsProblem, string> = {
  unreachable: 'no NATS server answers there. Start it, or correct the address.',
  wrongCredentials: 'the server refuses these credentials. Correct them, or NATS_CREDENTIALS.',
  certificateExpired: "a certificate has expired: the server's, or that of NATS_CERTIFICATE.",
  certificateNotTrusted:
    "the connection's certificates are not trusted. Check NATS_CA, NATS_CERTIFICATE and the server's name.",
  withoutJetStream: 'the server or account has no JetStream. Enable it.',
  tooOld: 'the server is too old. NATS 2.10 or newer is needed.',
  full: 'JetStream has no space left for events. Give it more.',
  streamOfAnotherAppliance:
    'the stream there belongs to another appliance. Give each appliance a NATS account of its own.',
}

/** The named error for a problem. */
export function unavailable(problem: EventsProblem, cause?: unknown): EventsUnavailableError {
  return new EventsUnavailableError(problem, EXPLANATIONS[problem], { cause })
}

/** JetStream's codes for a limit of storage that has been reached. */
const FULL = [10002, 10023, 10028, 10047, 10077]
/** JetStream's codes for a server or an account without it. */
const WITHOUT_JETSTREAM = [10039, 10076]

/** The client's errors that mean that a server did not answer. */
const UNANSWERED = [
  errors.ClosedConnectionError,
  errors.ConnectionError,
  errors.DrainingConnectionError,
  errors.NoRespondersError,
  errors.ProtocolError,
  errors.RequestError,
  errors.TimeoutError,
  JetStreamError,
]

/** What an error of NATS means; null for an error of something else. */
export function problemOf(error: unknown): EventsProblem | null {
  for (let each = error; each instanceof Error; each = each.cause) {
    const found = problemOfOne(each)
    if (found) return found
  }
  return UNANSWERED.some((kind) => error instanceof kind) ? 'unreachable' : null
}

function problemOfOne(error: Error): EventsProblem | null {
  if (error instanceof EventsUnavailableError) return error.problem
  if (error instanceof errors.AuthorizationError) return 'wrongCredentials'
  if (error instanceof errors.UserAuthenticationExpiredError) return 'wrongCredentials'
  if (error.name === 'JetStreamNotEnabled') return 'withoutJetStream'
  if (error instanceof JetStreamApiError) {
    if (FULL.includes(error.code)) return 'full'
    if (WITHOUT_JETSTREAM.includes(error.code)) return 'withoutJetStream'
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (/^CERT_HAS_EXPIRED|CERTIFICATE_EXPIRED/.test(code)) return 'certificateExpired'
  return /CERT|SELF_SIGNED|VERIFY|_SSL_|_TLS_/.test(code) ? 'certificateNotTrusted' : null
}
