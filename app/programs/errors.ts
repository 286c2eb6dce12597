import { catalogue } from '#core/errors/refusal'

/** What can be refused around journeys and sessions. */
export const programErrors = catalogue('programs', {
  /** No open session has this code: unknown, ended and mistyped codes are answered alike. */
  unknownCode: { status: 404 },
  /** Only people who were invited may join this session. */
  notInvited: { status: 403 },
  /** A visitor must say a name under which the others see them. */
  nameRequired: { status: 422 },
  sessionEnded: { status: 409 },
  /** The session that the code led to was called off. */
  calledOff: { status: 410 },
  /** What has begun can be ended, but no longer called off. */
  alreadyStarted: { status: 409 },
  startsInPast: { status: 422 },
  /** More than five years ahead: a slip of the finger. */
  startsTooLate: { status: 422 },
  /** The session has taken in as many guests as the appliance allows. */
  guestsFull: { status: 409 },
  /** Many guests have come from one network address within a short time. */
  tooManyGuests: { status: 429 },
  /** The session has moved on since the page was shown. */
  stale: { status: 409 },
  /** The step does not fit where the session is, such as a phase after the last. */
  impossibleStep: { status: 409 },
  /** Cards can be picked only while the phase that asks for them runs. */
  notThisPhase: { status: 409 },
  alreadyRedrawn: { status: 409 },
  noCards: { status: 409 },
  /** A card that the organisation's decks do not hold. */
  unknownCard: { status: 422 },
})
