import { Actor } from '#tests/support/actor'
import { Api } from '#tests/support/api'
import { Appliance } from '#tests/support/appliance'
import { openBrowser } from '#tests/support/browser'
import { CanvasClient } from '#tests/support/canvas_client'
import { CanvasPage } from '#tests/support/canvas_page'
import { demoPerson } from '#tests/support/demo'
import type { Benchmark } from './benchmark.js'
import { crowdedCanvas } from './support/crowded_canvas.js'
import { framesDuring, type Frames } from './support/frames.js'
import { MovingCursors } from './support/moving_cursors.js'
import { percentile, ratioOf } from './support/statistics.js'

const ELEMENTS = 2_000
const AREA = { width: 6_400, height: 4_800 }
const CURSORS = 50
const SECONDS = 4
/** How far a hand goes to and fro, in pixels of the view. */
const SWING = 420
const HITS = 400

/**
 * How smoothly a crowded canvas follows the hand in a real browser that draws without a graphics
 * card: moved as a whole and with one card dragged, from near (some eighty elements in view) and
 * with everything in view; and the same on an empty canvas with nobody else on it.
 */
export const canvasDraw: Benchmark = {
  name: 'canvas-draw',
  doc: 'frames while moving the view and dragging on a canvas of 2,000 elements with 50 cursors',
  async run() {
    const appliance = await Appliance.start({ environment: { LOG_LEVEL: 'error' } })
    const browser = await openBrowser()
    try {
      const { url, home } = appliance
      const lead = demoPerson(home, 'facilitator')
      const api = await Api.signIn(url, lead)
      const newSession = async () => {
        const { id } = await api.post<{ id: string }>('/sessions', { journey: 'crossroads' })
        await api.post(`/sessions/${id}/start`)
        return id
      }
      const [empty, crowded] = [await newSession(), await newSession()]
      const actor = await Actor.enter(browser, url)
      await actor.signIn(lead)
      const canvas = new CanvasPage(actor)
      await canvas.open(`/sessions/${empty}/canvas`)
      await closeTray(actor)
      const nothing = await framesDuring(actor.page, () => swing(canvas, 'middle'))

      const faces = await actor.page.request.get(`${url}/library/faces`)
      const { cards }: { cards: { id: string }[] } = await faces.json()
      const made = crowdedCanvas(
        ELEMENTS,
        cards.map(({ id }) => id),
        AREA
      )
      const others = await Promise.all(
        (['owner', 'admin'] as const).map((role) => Api.signIn(url, demoPerson(home, role)))
      )
      const tokens = [api, ...others].map(({ token }) => token ?? '')
      const artist = new CanvasClient(
        { token: tokens[0] ?? '' },
        crowded,
        crowded,
        () => url,
        made.doc
      )
      await artist.confirmed()
      artist.close()
      const places = Array.from({ length: CURSORS }, (_, index) => ({
        x: ((index % 10) - 4.5) * 140,
        y: (Math.floor(index / 10) - 2) * 140,
      }))

      const from = performance.now()
      // The address leads to the card in the middle, which is shown as large as it is.
      await canvas.open(`/sessions/${crowded}/canvas#${made.middle}`)
      await actor.sees('canvas.said.shown')
      const openMs = performance.now() - from
      await closeTray(actor)
      const cursors = await MovingCursors.begin(url, crowded, tokens, places)
      await canvas.press('Escape')
      await actor.page.waitForLoadState('networkidle').catch(() => undefined)
      const near = {
        pan: await framesDuring(actor.page, () => swing(canvas, 'middle')),
        drag: await framesDuring(actor.page, () => swing(canvas, 'left')),
      }
      const hits = await hitTimes(canvas)
      await fit(actor)
      const all = {
        pan: await framesDuring(actor.page, () => swing(canvas, 'middle')),
        drag: await framesDuring(actor.page, () => swing(canvas, 'left')),
      }
      cursors.end()
      const slowest = Math.min(near.pan.fps, near.drag.fps, all.pan.fps, all.drag.fps)
      return {
        figures: {
          ...named('panNear', near.pan),
          ...named('dragNear', near.drag),
          ...named('panAll', all.pan),
          ...named('dragAll', all.drag),
          slowestFrameMs: Math.round(10_000 / slowest) / 10,
          hitP50Ms: percentile(hits, 0.5),
          hitP95Ms: percentile(hits, 0.95),
          openMs: Math.round(openMs),
        },
        peer: { ...named('pan', nothing) },
        ratio: { toEmpty: ratioOf(nothing.fps, slowest) },
        // Fifty frames in a second.
        budget: { slowestFrameMs: 20, hitP95Ms: 2 },
      }
    } finally {
      await browser.close()
      await appliance.dispose()
    }
  },
}

function named(what: string, { fps, p95Ms, worstMs }: Frames): Record<string, number> {
  return { [`${what}Fps`]: fps, [`${what}P95Ms`]: p95Ms, [`${what}WorstMs`]: worstMs }
}

/** Closes the tray with the cards, which takes a part of the view. */
async function closeTray(actor: Actor): Promise<void> {
  await actor.press('canvas.tray.close')
}

async function fit(actor: Actor): Promise<void> {
  const label = actor.words('canvas.toolbar.fit', { percent: 100 })
  await actor.page.getByRole('button', { name: label.slice(0, label.indexOf('(')) }).click()
}

/** Goes to and fro with a button held, from the middle of the view and back to it. */
async function swing(canvas: CanvasPage, button: 'left' | 'middle'): Promise<void> {
  const box = await canvas.stage.boundingBox()
  if (!box) throw new Error('There is no stage')
  const { mouse } = canvas.actor.page
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await mouse.move(x, y)
  await mouse.down({ button })
  const from = performance.now()
  for (let part = 0; part < 1; part = (performance.now() - from) / (SECONDS * 1000)) {
    const angle = part * 4 * Math.PI
    await mouse.move(x + SWING * Math.sin(angle), y + (SWING / 2) * Math.sin(2 * angle))
  }
  await mouse.move(x, y)
  await mouse.up({ button })
}

/** How long it takes from a pointer's going down until it is known what lies there, and more. */
function hitTimes(canvas: CanvasPage): Promise<number[]> {
  return canvas.actor.page.evaluate<number[]>(`(() => {
    const host = document.querySelector('[role=application]')
    const box = host.getBoundingClientRect()
    return Array.from({ length: ${HITS} }, (_, index) => {
      const options = {
        pointerId: 77, pointerType: 'mouse', button: 0, bubbles: true, cancelable: true,
        clientX: box.left + ((index * 97) % box.width),
        clientY: box.top + ((index * 61) % box.height),
      }
      const from = performance.now()
      host.dispatchEvent(new PointerEvent('pointerdown', options))
      const took = performance.now() - from
      host.dispatchEvent(new PointerEvent('pointercancel', options))
      return took
    })
  })()`)
}
