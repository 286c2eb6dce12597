/** Largest file that is taken in. Bytes. */
export const LARGEST_UPLOAD = 15 * 1024 ** 2
/** Most pixels that are decoded: what the cameras of phones take at most. */
export const MOST_PIXELS = 67_000_000
/** The longer side of the two sizes that are kept, at most. Px. */
export const SIDES = { large: 2560, small: 640 } as const
export type ImageSize = keyof typeof SIDES

/** Most images of one canvas, also of those that have been taken off it, and most bytes of them all. */
export const MOST_IMAGES = 200
export const MOST_IMAGE_BYTES = 60 * 1024 ** 2
