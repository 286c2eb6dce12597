import { CARD_HEIGHT, CARD_WIDTH } from '../bounds.js'
import { CARD_RADIUS } from '../drawing/card_face.js'
import { figuresOf, roundedPath, type Figure } from '../drawing/figures.js'
import { highlightShade, shade, type Ground } from '../drawing/palette.js'
import { strokePath } from '../drawing/stroke_path.js'
import { HIGHLIGHT } from '../drawing/stroke_shape.js'
import { inkOf, wordLines } from '../drawing/word_lines.js'
import { isWritten, type Element, type StrokeElement } from '../element.js'
import { directed } from '../text_layout.js'

/** A line of words for SVG, whose text runs from left to right as a whole. */
export interface PicturedLine {
  text: string
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
}

/** What is seen of an element in a small picture. */
export interface Pictured {
  /** As SVG has it. */
  transform: string
  figures: Figure[]
  /** The words, how large their letters are, and their CSS colour. */
  lines: PicturedLine[]
  size: number
  ink: string
}

const ANCHORS = { left: 'start', center: 'middle', right: 'end' } as const

/**
 * An element as a small picture shows it: a card without what is on it.
 * @param measure the width of a piece of text in canvas units
 */
export function picturedElement(
  element: Element,
  ground: Ground,
  measure: (text: string) => number
): Pictured {
  const [x, y, rotation, scale] = element.at
  const words = isWritten(element) ? wordLines(element, measure) : { lines: [], size: 0 }
  return {
    transform: `translate(${x} ${y}) rotate(${rotation}) scale(${scale})`,
    figures: pathsOf(element, ground),
    lines: words.lines.map((line) => ({
      text: directed(line),
      x: line.x,
      y: line.baseline,
      anchor: ANCHORS[line.align],
    })),
    size: words.size,
    ink: isWritten(element) ? inkOf(element, ground) : ground.ink,
  }
}

function pathsOf(element: Element, ground: Ground): Figure[] {
  if (element.kind === 'stroke') return [strokeFigure(element, ground.dark)]
  if (element.kind !== 'card') return figuresOf(element, ground)
  const box = [-CARD_WIDTH / 2, -CARD_HEIGHT / 2, CARD_WIDTH, CARD_HEIGHT, CARD_RADIUS] as const
  const card = { fill: ground.paper, stroke: ground.line, width: 2, opacity: 1, scale: 1 }
  return [{ ...card, path: roundedPath(...box) }]
}

function strokeFigure(element: StrokeElement, dark: boolean): Figure {
  const { path, closed, width } = strokePath(element)
  const colour = (element.highlights ? highlightShade : shade)(element.colour, dark)
  const opacity = element.highlights ? HIGHLIGHT : 1
  return { path, fill: closed ? colour : null, stroke: colour, width, opacity, scale: 1 }
}
