import { catalogue } from '#core/errors/refusal'

/** What can be refused around comments. */
export const commentErrors = catalogue('comments', {
  /** As many comments stand beside the canvas as can. */
  tooMany: { status: 409 },
  /** Nothing is left of the comment without what cannot be seen. */
  wordless: { status: 422 },
})
