import { catalogue } from '#core/errors/refusal'

/** What is refused around versions of canvases. */
export const versionErrors = catalogue('versions', {
  /** Nothing has been drawn, so there is nothing to keep. */
  nothingYet: { status: 409 },
  tooManyKept: { status: 409 },
  /** Somebody else restores a version of this canvas at this moment. */
  restoring: { status: 409 },
  /** It was erased with the key that sealed it. */
  erased: { status: 410 },
})
