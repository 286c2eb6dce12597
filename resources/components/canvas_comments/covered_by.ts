import type { Covered } from '~/canvas/pin_layer'

/** What is wider than this part of the view lies at its foot, and not at a side. */
const AT_FOOT = 0.7

/** The edge of what a part of the page lies over, and how much of it, in pixels. */
export function coveredBy(part: HTMLElement | undefined): Covered {
  const around = part?.offsetParent?.getBoundingClientRect()
  if (!part || !around) return {}
  const box = part.getBoundingClientRect()
  if (box.width > around.width * AT_FOOT) return { bottom: box.height }
  const isRight = box.left + box.width / 2 > around.left + around.width / 2
  return isRight ? { right: box.width } : { left: box.width }
}
