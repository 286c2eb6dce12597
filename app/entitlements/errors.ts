import { catalogue } from '#core/errors/refusal'

export const errors = catalogue('entitlements', {
  /** Longer than any licence. */
  tooLarge: { status: 422 },
  /** Without the lines that a licence is between, or with something else than JSON between them. */
  noLicence: { status: 422 },
  /** A form of a later release. */
  unknownVersion: { status: 422 },
  otherProduct: { status: 422 },
  /** Signed by a key that this release does not trust. */
  unknownKey: { status: 422 },
  /** It does not say what was signed. */
  changed: { status: 422 },
  /** It says something that no licence may say, in the field of the values. */
  unusable: { status: 422 },
  /** It ends before it begins. */
  endsBeforeIssue: { status: 422 },
  /** Everybody whom the licence counts is there already. */
  seatsTaken: { status: 409 },
})
