/** The value below which this share (0 to 1) of the samples lies, to a microsecond. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return Math.round(value * 1000) / 1000
}

/** How long something takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/** One to two decimals. */
export function ratioOf(a: number, b: number): number {
  return Math.round((a / b) * 100) / 100
}
