/** What a benchmark found; units stand in the names (`p95Ms`, `rssMiB`). */
export interface Result {
  figures: Record<string, number>
  /** The same done by what it is compared with, in the same run. */
  peer?: Record<string, number>
  ratio?: Record<string, number>
  /** The most that a figure or ratio of the same name may be. */
  budget: Record<string, number>
}

/** One benchmark; `npm run bench -- NAME` runs it. */
export interface Benchmark {
  name: string
  /** One line for the list. */
  doc: string
  run: () => Promise<Result>
}

/** Whether every budget is kept. A budget for what was not measured is not kept. */
export function isWithinBudget({ figures, ratio = {}, budget }: Result): boolean {
  return Object.entries(budget).every(([name, most]) => {
    const value = ratio[name] ?? figures[name]
    return value !== undefined && value <= most
  })
}
