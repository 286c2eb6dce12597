import { live } from './live.svelte'

/** After so long a page asks again for a channel that was closed for it. Milliseconds. */
const PAUSE = 1_000

/**
 * Follows a channel that says that something has changed, and not what, until the function that is
 * returned is called. When it is closed, whoever may still know asks for it again.
 *
 * @param ask asks for what may be known; false when that is nothing any more
 */
export function followChannel(channel: string, ask: () => Promise<boolean>): () => void {
  let again: ReturnType<typeof setTimeout> | undefined
  const join = () =>
    live.subscribe(channel, {
      onstate: () => void ask(),
      onmessage: () => void ask(),
      onclosed: () =>
        void ask().then((knows) => {
          if (knows && !isOver) again = setTimeout(() => (leave = join()), PAUSE)
        }),
    })
  let isOver = false
  let leave = join()
  return () => {
    isOver = true
    clearTimeout(again)
    leave()
  }
}
