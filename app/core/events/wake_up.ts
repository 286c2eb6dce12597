let calls = 0
const sleepers = new Set<() => void>()

/** Lets whoever sleeps in this process look for work at once. */
export function wakeUp(): void {
  calls++
  for (const wake of [...sleepers]) wake()
}

/** How often `wakeUp` has been called; taken before looking for work, so that no call is missed. */
export function wakeUpCalls(): number {
  return calls
}

/** Sleeps for this long, or until somebody calls `wakeUp`; not at all if that happened since. */
export function sleepUnlessWoken(milliseconds: number, since: number): Promise<void> {
  if (calls !== since) return Promise.resolve()
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      sleepers.delete(wake)
      resolve()
    }
    const timer = setTimeout(wake, milliseconds)
    sleepers.add(wake)
  })
}
