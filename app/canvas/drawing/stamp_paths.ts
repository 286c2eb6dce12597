import type { Stamp } from '../element.js'

/** The width and height of the square around the origin that the paths fill. */
export const STAMP_PATHS_SIZE = 48

const DISC = 'M0 -22A22 22 0 1 0 0 22A22 22 0 1 0 0 -22Z'

/** The signs as filled SVG paths around the origin, to be filled by the rule `evenodd`. */
export const STAMP_PATHS: Record<Stamp, string> = {
  heart:
    'M0 21C-12 12 -22 3 -22 -8C-22 -16 -16 -21 -10 -21C-5 -21 -2 -18 0 -14C2 -18 5 -21 10 -21C16 -21 22 -16 22 -8C22 3 12 12 0 21Z',
  star: 'M0 -23L6.6 -8.4L22 -6.8L10.5 3.8L13.8 19.3L0 11.3L-13.8 19.3L-10.5 3.8L-22 -6.8L-6.6 -8.4Z',
  check: `${DISC}M-12 1L-8 -3L-3 2L9 -10L13 -6L-3 10Z`,
  question: `${DISC}M-8 -6C-8 -12 -4 -15 0 -15C5 -15 9 -12 9 -7C9 -2 3 -1 3 5L-2 5C-2 -3 4 -3 4 -7C4 -9 2 -11 0 -11C-2 -11 -3 -9 -3 -6ZM-2.5 8L3 8L3 13.5L-2.5 13.5Z`,
  idea: 'M0 -23C-9 -23 -15 -16 -15 -8C-15 -2 -11 2 -8 6L-7 10L7 10L8 6C11 2 15 -2 15 -8C15 -16 9 -23 0 -23ZM-6.5 13L6.5 13L5.5 17L-5.5 17ZM-4 19.5L4 19.5L2.5 23L-2.5 23Z',
  smile: `${DISC}M-8 -9A3 3 0 0 1 -8 -3A3 3 0 0 1 -8 -9ZM8 -9A3 3 0 0 1 8 -3A3 3 0 0 1 8 -9ZM-12 4L12 4C11 11 6 15 0 15C-6 15 -11 11 -12 4Z`,
}
