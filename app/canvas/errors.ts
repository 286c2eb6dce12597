import { catalogue } from '#core/errors/refusal'

/** What can be refused around canvases. */
export const canvasErrors = catalogue('canvas', {
  /** The person has as many canvases as one may have; deleted ones count until they are gone. */
  tooMany: { status: 409 },
  /** Nobody in the organisation signs in with this address, or only the owner does. */
  unknownPerson: { status: 422 },
  /** No session of this id is theirs to share with. */
  unknownSession: { status: 422 },
  /** The canvas is shared with as many as one may be. */
  sharedEnough: { status: 409 },
  /** A vote goes on already. */
  voteGoesOn: { status: 409 },
  /** No vote goes on. */
  noVote: { status: 409 },
  /** The person has given all their dots. */
  noDotsLeft: { status: 409 },
  /** The person has reacted to as much as one can. */
  tooManyReactions: { status: 409 },
  /** What was sent as a template is none. */
  templateUnreadable: { status: 422 },
  /** What was sent as a template is more than one may hold. */
  templateTooLarge: { status: 422 },
  /** Images belong to a canvas; templates carry none. */
  templateHasImages: { status: 422 },
  /** There are as many templates as one person, or the organisation, may have. */
  templatesEnough: { status: 409 },
  /** The canvas has more frames than a PDF may have pages. `most` of them. */
  tooManyPages: { status: 409 },
  /** What was brought as an image is none that can be used, by its bytes. */
  imageUnknown: { status: 422 },
  /** It is an SVG, which can hold programs. */
  imageSvg: { status: 422 },
  /** It is a HEIC, which cannot be read here. */
  imageHeic: { status: 422 },
  /** It has more bytes than an image may have. */
  imageTooLarge: { status: 413 },
  /** It has more pixels than an image may have, or takes too much to decode. */
  imageTooCostly: { status: 422 },
  /** It cannot be decoded to its end. */
  imageDamaged: { status: 422 },
  /** The canvas has as many images, in number or in bytes, as one may have. */
  imagesEnough: { status: 409 },
})
