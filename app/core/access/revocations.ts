/** Access that has just ended: of one browser, or of a person in an organisation. UUIDs. */
export interface Revocation {
  /** One sign-in session only (a sign-out); absent when all of the person's are meant. */
  signInSession?: string
  /** The person who lost access. */
  person?: string
  /** Where the person lost access; absent when everywhere. */
  organisation?: string
  /** The person stays signed in, with other rights: what is open is closed to be asked for anew. */
  rightsChanged?: true
}

type Listener = (revocation: Revocation) => void

const listeners = new Set<Listener>()

/**
 * Calls `listener` for each revocation that this process announces. The live channel takes them to
 * every node, so who holds connections listens to it (`live.onClosing`).
 */
export function onRevocation(listener: Listener): void {
  listeners.add(listener)
}

/** Tells whatever holds connections, on every node, that access has ended. Call it after the commit. */
export function announceRevocation(revocation: Revocation): void {
  for (const listener of listeners) listener(revocation)
}
