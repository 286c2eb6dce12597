import type { Attachment } from 'svelte/attachments'

/** How far a finger moves before it means to turn, in px. */
const SWIPE = 48

/** Whether a key belongs to what has the focus, such as the caret in a field. */
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]')

/**
 * Turns cards by the arrow keys and by swiping across the element: `turn(1)` for the next one in
 * reading order, `turn(-1)` for the one before.
 */
export function turnCards(turn: (by: 1 | -1) => void): Attachment<HTMLElement> {
  return (element) => {
    const onward = (right: boolean) =>
      turn(right === (getComputedStyle(element).direction === 'ltr') ? 1 : -1)
    const key = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return
      if (!element.checkVisibility()) return
      if (event.key === 'ArrowRight') onward(true)
      else if (event.key === 'ArrowLeft') onward(false)
    }
    let from: Touch | undefined
    const start = (event: TouchEvent) => {
      from = event.touches.length === 1 ? event.touches[0] : undefined
    }
    const end = (event: TouchEvent) => {
      const to = event.changedTouches[0]
      if (!from || !to) return
      const [x, y] = [to.clientX - from.clientX, to.clientY - from.clientY]
      from = undefined
      // Pulling to the left brings what is on the right.
      if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) onward(x < 0)
    }
    document.addEventListener('keydown', key)
    element.addEventListener('touchstart', start, { passive: true })
    element.addEventListener('touchend', end)
    return () => {
      document.removeEventListener('keydown', key)
      element.removeEventListener('touchstart', start)
      element.removeEventListener('touchend', end)
    }
  }
}
