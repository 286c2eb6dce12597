/** An error of a consumer that comes again however often it tries: its event goes to the dead letters at once. */
export class FinalError extends Error {
  override name = 'FinalError'
}
