/** How far what is made may be from the scale 1, whatever the zoom. */
const MOST = 4
/** How much of its usual size a card takes on the screen, at least and at most. */
const LEAST_SEEN = 0.5
const MOST_SEEN = 2

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value))

/**
 * The scale at which something has its usual size on the screen, within bounds.
 * @param zoom screen pixels per canvas unit
 */
export function screenScale(zoom: number): number {
  return clamp(1 / zoom, 1 / MOST, MOST)
}

/**
 * The scale of a card that lies alone: 1, so that cards are of one size, unless it would be seen
 * much too small or too large.
 * @param zoom screen pixels per canvas unit
 */
export function cardScale(zoom: number): number {
  return clamp(clamp(1, LEAST_SEEN / zoom, MOST_SEEN / zoom), 1 / MOST, MOST)
}
