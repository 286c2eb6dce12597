/** How long it counts that a write has failed. Nothing smaller than a write finds out. Milliseconds. */
const COUNTS_FOR = 60_000
/** PostgreSQL's codes for a disk without room, and for a limit of its files. */
const FULL = new Set(['53100', '53400'])

let failedAt = -Infinity

/** Notes that the database had no room for something, if this is what an error says. */
export function noteFullDisk(error: unknown): void {
  if (error instanceof Error && 'code' in error && FULL.has(String(error.code))) {
    failedAt = Date.now()
  }
}

/** Whether the database had no room for something in the last minute. */
export function isDiskFull(): boolean {
  return Date.now() - failedAt < COUNTS_FOR
}
