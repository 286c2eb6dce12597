/** What takes the keyboard, and is brought into sight by it. */
const REACHED = 'a[href], button, input, select, textarea'

/**
 * Lets the keyboard scroll an element that has more than it shows, unless something in it takes the
 * keyboard anyway.
 */
export function scrolledByKeys(node: HTMLElement): () => void {
  const observer = new ResizeObserver(() => {
    const isNeeded = node.scrollHeight > node.clientHeight && !node.querySelector(REACHED)
    if (isNeeded) node.tabIndex = 0
    else node.removeAttribute('tabindex')
  })
  observer.observe(node)
  return () => observer.disconnect()
}
