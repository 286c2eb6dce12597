import { tick } from 'svelte'

/**
 * Takes a keyboard or screen reader whose button has gone with what was there before to the heading
 * of what is there now. Somebody whose focus has stayed is left alone.
 */
export async function focusHeading(): Promise<void> {
  await tick()
  if (document.activeElement && document.activeElement !== document.body) return
  const heading = document.querySelector<HTMLElement>('#content h1')
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
