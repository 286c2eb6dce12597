import { FRAME_TITLE_HEIGHT, NOTE_SIZE, TEXT_LINE, TEXT_SIZE } from './bounds.js'
import type { WrittenElement } from './element.js'

/** Sizes of letters that a text may take to fit, largest first, in canvas units before scaling. */
const SIZES = [44, 36, 30, 26, TEXT_SIZE, 19, 16, 14, 12, 10] as const
const PADDING = 14

/**
 * Where the words of an element stand, in its own coordinates: the middle of the upper edge, and
 * the room there is. A text grows downwards as far as it needs; in all else words fit themselves
 * in, and stand in the middle of the room unless it is a title.
 */
export interface TextBox {
  x: number
  y: number
  width: number
  /** Null where there is as much as is needed. */
  height: number | null
  centred: boolean
}

/** Where the words of an element stand. */
export function textBox(element: WrittenElement): TextBox {
  switch (element.kind) {
    case 'text':
      return { x: 0, y: 0, width: element.width, height: null, centred: false }
    case 'note':
      return inside(NOTE_SIZE, NOTE_SIZE)
    case 'frame': {
      const [width, height] = element.size
      const y = -height / 2 - FRAME_TITLE_HEIGHT
      return { x: 0, y, width, height: FRAME_TITLE_HEIGHT, centred: false }
    }
    case 'shape': {
      const [width, height] = element.size
      switch (element.form) {
        case 'rectangle':
          return inside(width, height)
        case 'ellipse':
          return inside(width * Math.SQRT1_2, height * Math.SQRT1_2, 4)
        case 'diamond':
          return inside(width / 2, height / 2, 0)
        case 'triangle':
          return { ...inside(width / 2, height / 2, 0), y: 0 }
      }
    }
  }
}

function inside(width: number, height: number, padding = PADDING): TextBox {
  const room = {
    width: Math.max(1, width - 2 * padding),
    height: Math.max(1, height - 2 * padding),
  }
  return { x: 0, y: -room.height / 2, ...room, centred: true }
}

/** Lines of a text, with the size of their letters and their distance. */
export interface Fitted<L> {
  lines: L[]
  size: number
  line: number
}

/**
 * Breaks a text into lines in the largest letters in which it fits and no word is broken; in the
 * smallest, what does not fit is left out.
 * @param layOut breaks a text into lines at a width, in letters of `TEXT_SIZE`
 * @param widest the width of the widest word in letters of `TEXT_SIZE`
 */
export function fitText<L>(
  text: string,
  { width, height }: Pick<TextBox, 'width' | 'height'>,
  layOut: (text: string, width: number) => L[],
  widest: (text: string) => number
): Fitted<L> {
  const at = (size: number): Fitted<L> => ({
    lines: layOut(text, (width * TEXT_SIZE) / size),
    size,
    line: (size * TEXT_LINE) / TEXT_SIZE,
  })
  if (height === null) return at(TEXT_SIZE)
  const word = widest(text)
  const fits = ({ lines, size, line }: Fitted<L>) =>
    lines.length * line <= height && word * size <= width * TEXT_SIZE
  // Halving, because each try lays out the whole text.
  let [low, high] = [0, SIZES.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (fits(at(SIZES[middle] ?? TEXT_SIZE))) high = middle
    else low = middle + 1
  }
  const fitted = at(SIZES[high] ?? TEXT_SIZE)
  const most = Math.max(1, Math.floor(height / fitted.line))
  return { ...fitted, lines: fitted.lines.slice(0, most) }
}
