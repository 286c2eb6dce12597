/** Something that a real service needs is not on this machine; the message says what. */
export class MissingPartError extends Error {
  override name = 'MissingPartError'
}
