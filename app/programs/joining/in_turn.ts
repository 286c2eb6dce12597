const last = new Map<string, Promise<void>>()

/** Does works of the same key one after another, in the order in which they came. */
export function inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  const done = (last.get(key) ?? Promise.resolve()).then(work)
  const settled = done.then(
    () => undefined,
    () => undefined
  )
  last.set(key, settled)
  void settled.then(() => {
    if (last.get(key) === settled) last.delete(key)
  })
  return done
}
