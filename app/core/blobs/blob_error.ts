/** What is wrong with a stored file, or with the place where files are stored. */
export type BlobFault =
  /** There is no such file. */
  | 'missing'
  /** The file is not as it was put. */
  | 'damaged'
  /** The key with which the file was sealed has been destroyed, and the file with it. */
  | 'erased'
  /** What was to be kept did not come to its end. */
  | 'brokenOff'
  /** The store has no room. */
  | 'full'
  | 'unreachable'
  | 'wrongCredentials'
  | 'wrongRegion'
  | 'bucketMissing'
  | 'certificateExpired'
  | 'certificateNotTrusted'
  /** The clock of the store and that of this machine are more than a quarter of an hour apart. */
  | 'clockSkewed'
  /** The store does not do what it was asked for. */
  | 'refused'

/** A file could not be kept or read; `fault` says why, and the key, which is no secret, which. */
export class BlobError extends Error {
  override name = 'BlobError'

  constructor(
    readonly fault: BlobFault,
    readonly key: string | null,
    options?: ErrorOptions
  ) {
    super(key === null ? `The store of files: ${fault}` : `The file ${key}: ${fault}`, options)
  }

  /** For the log, which holds codes and no messages. */
  get code(): string {
    return this.fault
  }
}

/** Any error of reading or writing a file as a `BlobError`; what is nothing known is told by `known`. */
export function toBlobError(
  error: unknown,
  key: string | null,
  known: (error: Error) => BlobFault
): BlobError {
  if (error instanceof BlobError) return error
  const fault = error instanceof Error ? known(error) : 'refused'
  return new BlobError(fault, key, { cause: error })
}
