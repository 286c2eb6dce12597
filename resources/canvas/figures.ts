import paper from 'paper/dist/paper-core'
import { figuresOf } from '#canvas/drawing/figures'
import type { Element } from '#canvas/element'
import type { Theme } from './theme'

/** The Paper.js items of an element besides its words: none of a card or stroke. */
export function figureItems(element: Element, theme: Theme): paper.Item[] {
  return figuresOf(element, theme).map(({ path, fill, stroke, width, opacity, scale }) => {
    const item = paper.PathItem.create(path)
    item.fillRule = 'evenodd'
    if (scale !== 1) item.scale(scale, new paper.Point(0, 0))
    if (fill !== null) item.fillColor = new paper.Color(fill)
    if (stroke !== null) {
      item.strokeColor = new paper.Color(stroke)
      item.strokeWidth = width
      item.strokeCap = 'round'
      item.strokeJoin = 'round'
    }
    item.opacity = opacity
    return item
  })
}
