/** Most frames of a canvas that is printed: each is a page, and one with all may come first. */
export const MOST_FRAMES = 200
