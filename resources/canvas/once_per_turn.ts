/** Does something soon, and once however often it is asked for until then. */
export function oncePerTurn(work: () => void): () => void {
  let isQueued = false
  return () => {
    if (isQueued) return
    isQueued = true
    queueMicrotask(() => {
      isQueued = false
      work()
    })
  }
}
