import { catalogue } from '#core/errors/refusal'

export const errors = catalogue('accounts', {
  /** The same for an unknown address, a wrong password and a person without an organisation. */
  wrongCredentials: { status: 401 },
  tooManyAttempts: { status: 429 },
  /** The present password, asked for before it is changed, is not right. */
  wrongPassword: { status: 422 },
  /** A link from a mail is unknown, used, revoked or too old. */
  linkExpired: { status: 410 },
  /** A signed-in person opened an invitation that was sent to somebody else. */
  invitationForOther: { status: 403 },
  /** The invited address already has a sign-in: sign in to accept. */
  signInToAccept: { status: 409 },
  alreadyMember: { status: 409 },
  /** An organisation keeps at least one owner. */
  lastOwner: { status: 409 },
})
