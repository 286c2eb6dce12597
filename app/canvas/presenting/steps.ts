import type { Point } from '../bounds.js'

/** What somebody who presents can ask for by a key. */
export type Step = 'next' | 'previous' | 'first' | 'last'

/** How far a finger goes for it to be a swipe, and how far a press may go and still be one. Pixels. */
const SWIPE = 48
const PRESS = 8
/** The part of the stage, from where reading begins, that leads back when it is pressed. */
const BACK = 1 / 3

const KEYS = new Map<string, Step>([
  ['ArrowDown', 'next'],
  ['PageDown', 'next'],
  ['Enter', 'next'],
  [' ', 'next'],
  ['ArrowUp', 'previous'],
  ['PageUp', 'previous'],
  ['Backspace', 'previous'],
  ['Home', 'first'],
  ['End', 'last'],
])

/**
 * What a key asks for, those of presenters' remotes included; null when nothing.
 *
 * @param rtl whether one reads from right to left, where what comes next lies to the left
 */
export function stepOfKey(
  { key, shiftKey }: { key: string; shiftKey: boolean },
  rtl: boolean
): Step | null {
  if (key === 'ArrowRight') return rtl ? 'previous' : 'next'
  if (key === 'ArrowLeft') return rtl ? 'next' : 'previous'
  if (key === ' ' && shiftKey) return 'previous'
  return KEYS.get(key) ?? null
}

/**
 * What a pointer asks for that was pressed at one place of the stage and let go at another: a swipe
 * takes what is shown out of view, a press at where reading begins leads back. Null when nothing.
 *
 * @param width of the stage, in pixels as the places are
 */
export function stepOfPointer(from: Point, to: Point, width: number, rtl: boolean): Step | null {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  if (Math.hypot(dx, dy) <= PRESS) {
    const along = rtl ? 1 - to.x / width : to.x / width
    return along < BACK ? 'previous' : 'next'
  }
  if (Math.abs(dx) < SWIPE || Math.abs(dx) < Math.abs(dy)) return null
  return dx < 0 === rtl ? 'previous' : 'next'
}
