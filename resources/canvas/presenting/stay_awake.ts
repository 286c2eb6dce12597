/** Keeps the screen on while the page is to be seen, until the function that is returned is called. */
export function stayAwake(): () => void {
  // Over plain HTTP and in some browsers there is none.
  if (!('wakeLock' in navigator)) return () => undefined
  let lock: WakeLockSentinel | undefined
  let isOver = false
  const ask = async () => {
    if (document.visibilityState !== 'visible') return
    // A device that saves its battery refuses.
    lock = await navigator.wakeLock.request('screen').catch(() => undefined)
    if (isOver) await lock?.release()
  }
  const again = () => void ask()
  // A browser takes it back whenever the page is not to be seen.
  document.addEventListener('visibilitychange', again)
  again()
  return () => {
    isOver = true
    document.removeEventListener('visibilitychange', again)
    void lock?.release()
  }
}
