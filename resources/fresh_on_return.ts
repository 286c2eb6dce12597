import { router } from '@inertiajs/svelte'

/**
 * Asks the server for each page that the browser's Back and Forward lead to. Inertia shows it as it
 * was when it was left, which may be a plan that has been changed since. Call it before the first
 * page.
 */
export function keepReturnsFresh(): void {
  const [arrival] = performance.getEntriesByType('navigation')
  let isReturn = arrival instanceof PerformanceNavigationTiming && arrival.type === 'back_forward'
  addEventListener('popstate', ({ state }: PopStateEvent) => (isReturn = state !== null))
  router.on('navigate', () => {
    if (!isReturn) return
    isReturn = false
    router.visit(location.href, { replace: true, preserveScroll: true, preserveState: false })
  })
}
