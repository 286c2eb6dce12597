import { PAGES, type ToKeep } from '../service_worker/kept_pages'

const KEPT = /^\/(assets|decks|library)\//

/**
 * Has the page that is open kept on this device, with what it is made of, so that it opens without a
 * network. A browser that cannot is no reason to fail.
 */
export async function keepPage(): Promise<void> {
  // Scripts that are being worked on must not come from a copy.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register('/service_worker.js')
    const { active } = await navigator.serviceWorker.ready
    const addresses = performance.getEntriesByType('resource').map(({ name }) => new URL(name))
    const asked: ToKeep = {
      page: location.pathname,
      parts: addresses
        .filter(({ origin, pathname }) => origin === location.origin && KEPT.test(pathname))
        .map(({ pathname }) => pathname),
    }
    active?.postMessage(asked)
  } catch {
    // Private windows and insecure addresses have no service worker.
  }
}

/** Removes a page that was kept, whose reader may not see it any more. */
export async function forgetPage(path: string): Promise<void> {
  if ('caches' in globalThis) await (await caches.open(PAGES)).delete(path)
}

/** Removes the pages that were kept, which show what their reader may see. */
export async function forgetPages(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(PAGES)
}
