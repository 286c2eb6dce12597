import type { Attachment } from 'svelte/attachments'

/**
 * Closes what a button within has opened: by Escape, after which that button has the keyboard, or
 * by a press elsewhere.
 */
export function closable(close: () => void): Attachment<HTMLElement> {
  return (root) => {
    const away = (event: Event) => {
      if (!(event.target instanceof Node) || !root.contains(event.target)) close()
    }
    const escape = (event: KeyboardEvent) => {
      const opener = root.querySelector<HTMLElement>('[aria-controls]')
      if (event.key !== 'Escape' || !opener) return
      opener.focus()
      close()
    }
    document.addEventListener('pointerdown', away)
    root.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('pointerdown', away)
      root.removeEventListener('keydown', escape)
    }
  }
}
