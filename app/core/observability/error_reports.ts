/** Where an unexpected error happened. Patterns, names and ids alone. */
export interface ErrorPlace {
  /** What was being done, such as `request`, `event` or `live`. */
  during: string
  /** The pattern of the route. */
  route?: string | undefined
  /** Id of the request. */
  request?: string | undefined
  consumer?: string
  /** Id of the event. */
  event?: string
}

/** Takes reports of errors. Must neither throw nor keep anybody waiting. */
export interface Reporter {
  report(error: unknown, place: ErrorPlace): void
}

let reporter: Reporter | undefined

/** Has unexpected errors reported from now on; without a reporter none is. */
export function reportErrorsTo(next: Reporter | undefined): void {
  reporter = next
}

/** Reports an error that nobody expected, if such reports are wanted. */
export function reportError(error: unknown, place: ErrorPlace): void {
  reporter?.report(error, place)
}
