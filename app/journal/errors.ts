import { catalogue } from '#core/errors/refusal'

/** What the journal refuses. */
export const journalErrors = catalogue('journal', {
  /** Somebody (the same person elsewhere) saved meanwhile. Both versions are kept. */
  conflict: { status: 409 },
  unknownSession: { status: 422 },
  /** The person has as many entries as a journal holds. What was to be saved is on their device. */
  full: { status: 409 },
})
