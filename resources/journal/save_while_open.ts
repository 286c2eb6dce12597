import { saveBeforeSignOut } from '../sign_out.js'
import type { Autosave } from './autosave.svelte.js'

/** Saves whenever the page may be about to go, until the function that is returned saves last. */
export function saveWhileOpen(autosave: Autosave): () => void {
  const flush = () => void autosave.flush()
  const hide = () => document.visibilityState === 'hidden' && flush()
  addEventListener('online', flush)
  addEventListener('pagehide', flush)
  document.addEventListener('visibilitychange', hide)
  const forget = saveBeforeSignOut(() => autosave.flush())
  return () => {
    removeEventListener('online', flush)
    removeEventListener('pagehide', flush)
    document.removeEventListener('visibilitychange', hide)
    forget()
    flush()
  }
}
