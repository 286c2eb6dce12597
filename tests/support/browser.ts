import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { CHROMIUM_ARGUMENTS, findChromium } from './chromium.js'
import { waitUntil } from './wait_until.js'

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8'
)

/** Starts the system's Chromium, with further arguments of its command line. */
export function openBrowser(more: string[] = []): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('Chromium is missing')
  return chromium.launch({ executablePath, args: [...CHROMIUM_ARGUMENTS, ...more] })
}

export const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 } }
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
}

/** One thing that a page does wrong for people who use it differently. */
export interface Violation {
  rule: string
  where: string[]
}

/** What axe finds on a page. Runs in a world of its own, because the page's policy forbids scripts. */
export async function violations(page: Page): Promise<Violation[]> {
  const session = await page.context().newCDPSession(page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'axe',
  })
  await session.send('Runtime.evaluate', { expression: axeSource, contextId: executionContextId })
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => ({ rule: id, where: nodes.map(({ target }) => target.join(' ')) }))).then(JSON.stringify)`,
    contextId: executionContextId,
    awaitPromise: true,
    returnByValue: true,
  })
  await session.detach()
  const found: Violation[] = JSON.parse(String(result.value))
  return found
}

/** Waits until a page has all that is in view of it: its fonts and its pictures. */
export async function settled(page: Page): Promise<void> {
  await waitUntil(() =>
    page.evaluate<boolean>(`document.readyState === 'complete' &&
      document.fonts.status === 'loaded' &&
      ![...document.images].some((image) => {
        const { top, bottom, left, right } = image.getBoundingClientRect()
        const isInView = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth
        return isInView && !image.complete
      })`)
  )
}

/** Collects what a page asks of other hosts than its own; there must be nothing. */
export function watchOutsideRequests(page: Page, home: string): string[] {
  const outside: string[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (!['data:', 'blob:'].includes(url.protocol) && url.host !== new URL(home).host)
      outside.push(request.url())
  })
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== new URL(home).host) outside.push(socket.url())
  })
  return outside
}
