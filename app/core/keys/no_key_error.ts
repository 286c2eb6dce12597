/** There is no key of whom it is asked for: they do not exist, or nothing of theirs was ever sealed. */
export class NoKeyError extends Error {
  override name = 'NoKeyError'
}
