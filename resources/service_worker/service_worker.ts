import { clientsClaim } from 'workbox-core'
import { ExpirationPlugin } from 'workbox-expiration'
import { registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkFirst } from 'workbox-strategies'
import { OFFLINE_PAGE, PAGES, PARTS, UNCHANGING, isToKeep, type ToKeep } from './kept_pages'

declare const self: ServiceWorkerGlobalScope
/** Written by the build: where everything lies that a page without a network may load. */
declare const PARTS_OF_OFFLINE_PAGES: readonly string[]

/** Most parts that are kept; what was not asked for the longest goes first. */
const MOST_PARTS = 600

void self.skipWaiting()
clientsClaim()

const parts = new CacheFirst({
  cacheName: PARTS,
  plugins: [new ExpirationPlugin({ maxEntries: MOST_PARTS, purgeOnQuotaError: true })],
})
const faces = new NetworkFirst({ cacheName: PAGES })
const pictures = new CacheFirst({
  cacheName: PAGES,
  plugins: [{ cacheWillUpdate: ({ response }) => Promise.resolve(response.ok ? response : null) }],
})

registerRoute(({ url, sameOrigin }) => sameOrigin && UNCHANGING.test(url.pathname), parts)
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname === '/library/faces', faces)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/library/pictures/'),
  pictures
)
registerRoute(
  ({ request, sameOrigin }) => sameOrigin && request.mode === 'navigate',
  ({ request }) => open(request)
)

/** The page from the server, or as this device has kept it when the server cannot be reached. */
async function open(request: Request): Promise<Response> {
  const answer = await fetch(request).catch(() => null)
  // A gateway answers so when what is behind it is away.
  if (answer && answer.status < 502) return answer
  const pages = await caches.open(PAGES)
  const kept = await pages.match(request, { ignoreSearch: true })
  if (kept) return kept
  if (answer) return answer
  const { pathname } = new URL(request.url)
  const isKept = pathname !== OFFLINE_PAGE && (await pages.match(OFFLINE_PAGE))
  return isKept
    ? Response.redirect(`${OFFLINE_PAGE}?from=${encodeURIComponent(pathname)}`)
    : Response.error()
}

self.addEventListener('message', (event) => {
  const asked: unknown = event.data
  if (isToKeep(asked)) event.waitUntil(keep(asked))
})

/** Keeps a page as the server writes it now, and those of its parts that are not there yet. */
async function keep({ page, parts }: ToKeep): Promise<void> {
  const pages = await caches.open(PAGES)
  const unchanging = await caches.open(PARTS)
  const all = new Set([...parts, ...PARTS_OF_OFFLINE_PAGES])
  await Promise.allSettled(
    [...all].map(async (part) => {
      const cache = UNCHANGING.test(part) ? unchanging : pages
      if (!(await cache.match(part))) await put(cache, part)
    })
  )
  // Last, so that a page that is kept is whole.
  await Promise.allSettled([page, OFFLINE_PAGE].map((each) => put(pages, each)))
}

/** Puts what lies at an address into a cache; what the server leads elsewhere is not that. */
async function put(cache: Cache, address: string): Promise<void> {
  const answer = await fetch(address)
  if (answer.ok && !answer.redirected) await cache.put(address, answer)
}
