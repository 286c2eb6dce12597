import { catalogue } from '#core/errors/refusal'

/** What can be refused around decks; faults inside a deck are `Fault`s. */
export const libraryErrors = catalogue('library', {
  /** Another import of the same organisation has not ended. */
  importRunning: { status: 409 },
  /** No file came, or several. */
  fileMissing: { status: 422 },
  /** The file is larger than any deck may be. */
  fileTooLarge: { status: 413 },
  /** Decks that come with the appliance cannot be removed. */
  notOwn: { status: 409 },
  /** Somebody else's print has not ended. */
  printerBusy: { status: 503 },
})
