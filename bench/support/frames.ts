import type { Page } from 'playwright-core'
import { percentile } from './statistics.js'

/** How fast a page drew while something was done with it. */
export interface Frames {
  /** Frames in a second. */
  fps: number
  /** Of twenty pauses between two frames the longest but one, in milliseconds. */
  p95Ms: number
  worstMs: number
}

/** Counts the frames of a page while something is done with it. */
export async function framesDuring(page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(`(() => {
    const frames = (globalThis.benchFrames = [])
    const next = (now) => {
      frames.push(now)
      if (globalThis.benchFrames === frames) requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })()`)
  await work()
  const frames = await page.evaluate<number[]>(`(() => {
    const frames = globalThis.benchFrames
    globalThis.benchFrames = null
    return frames
  })()`)
  const pauses = frames.slice(1).map((at, index) => at - (frames[index] ?? at))
  const seconds = ((frames.at(-1) ?? 0) - (frames[0] ?? 0)) / 1000
  return {
    fps: Math.round((pauses.length / seconds) * 10) / 10,
    p95Ms: percentile(pauses, 0.95),
    worstMs: Math.max(...pauses),
  }
}
