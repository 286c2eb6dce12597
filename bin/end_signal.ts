/** A process that has been told to end is gone after this long, whatever it waits for. Milliseconds. */
const LONGEST_END_MS = 20_000

/** Ends the process in good order at one of these signals. */
export function endAt(signals: NodeJS.Signals[], end: () => Promise<unknown>): void {
  let ending: Promise<unknown> | undefined
  const begin = () => {
    setTimeout(() => process.exit(1), LONGEST_END_MS).unref()
    ending ??= end().finally(() => process.exit())
  }
  for (const signal of signals) process.on(signal, begin)
}
