import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs'
import { fromClipboard, toClipboard } from '#canvas/clipboard'
import { addCopies } from '#canvas/copies'
import {
  addElement,
  elementsOf,
  mark,
  move,
  readElements,
  remove,
  writeText,
} from '#canvas/document'
import { COLOURS, FORMS, STAMPS, type NewElement, type Placement } from '#canvas/element'
import { ORDERS, reorder } from '#canvas/ordering'
import { restoreElements } from '#canvas/versions/restore_elements'

/** What draws at random on one canvas needs to know. */
export interface Brush {
  doc: Doc
  author: string
  /** A word of whoever draws, by which it is known later. */
  name: string
  /** A whole number below this. */
  upTo: (count: number) => number
  /** Earlier states of the canvas that can be restored. */
  moments: Uint8Array[]
}

/** What came of drawing once: ids of elements. */
export interface Drawn {
  added: string[]
  removed: string[]
}

const NOTHING: Drawn = { added: [], removed: [] }
const added = (...ids: (string | null)[]): Drawn => ({
  added: ids.filter((id) => id !== null),
  removed: [],
})

/** Does one thing that people do on a canvas. */
export function drawAtRandom(brush: Brush): Drawn {
  const { doc, upTo } = brush
  const ids = [...elementsOf(doc).keys()].sort()
  const some = () => Array.from({ length: 1 + upTo(3) }, () => ids[upTo(ids.length)] ?? '')
  const id = ids[upTo(ids.length)]
  const choice = upTo(100)
  if (id === undefined || choice < 40) return added(addElement(doc, anElement(brush, some)))
  if (choice < 58) move(doc, id, aPlacement(brush))
  else if (choice < 68) writeText(doc, id, `${brush.name} ${upTo(1000)}`)
  else if (choice < 76) reorder(doc, some(), ORDERS[upTo(4)] ?? 'front', readElements(doc))
  else if (choice < 86) mark(doc, some(), someMarks(brush))
  else if (choice < 90) return duplicate(brush, some())
  else if (choice < 97) return takeOff(doc, some())
  else if (choice < 98) brush.moments.push(encodeStateAsUpdate(doc))
  else return restore(brush)
  return NOTHING
}

function aPlacement({ upTo }: Brush): Placement {
  return [upTo(2000), upTo(2000), upTo(360) - 180, [0.5, 1, 2][upTo(3)] ?? 1]
}

/** An element of any kind; a line may hang on others. */
function anElement(brush: Brush, some: () => string[]): NewElement {
  const { author, name, upTo } = brush
  const at = aPlacement(brush)
  const colour = COLOURS[upTo(COLOURS.length)] ?? 'ink'
  const size = [20 + upTo(300), 20 + upTo(300)] as const
  switch (upTo(9)) {
    case 0:
      return { kind: 'text', text: name, colour, width: 200, at, author }
    case 1:
      return { kind: 'note', text: name, colour, at, author }
    case 2:
      return {
        kind: 'shape',
        form: FORMS[upTo(4)] ?? 'ellipse',
        size,
        text: name,
        colour,
        at,
        author,
      }
    case 3:
      return { kind: 'frame', size, text: name, at, author }
    case 4:
      return { kind: 'stamp', stamp: STAMPS[upTo(6)] ?? 'star', colour, at, author }
    case 5: {
      const points = new Float32Array([0, 0, 1, upTo(90), upTo(90), 1])
      return { kind: 'stroke', colour, width: 4, highlights: upTo(2) === 0, points, at, author }
    }
    case 6:
    case 7: {
      const [from, to] = [upTo(3) > 0 ? some()[0] : null, upTo(3) > 0 ? some()[0] : null]
      return {
        ...{ kind: 'line', ends: [0, 0, upTo(90), upTo(90)], arrow: upTo(2) === 0, colour },
        ...{ from: from || null, to: to || null, at, author },
      }
    }
    default:
      return { kind: 'card', card: name, at, author }
  }
}

function someMarks({ upTo }: Brush) {
  const group = upTo(3) === 0 ? null : `group-${upTo(4)}`
  const colour = COLOURS[upTo(COLOURS.length)] ?? 'ink'
  return [{ group }, { locked: upTo(2) === 0 }, { colour }][upTo(3)] ?? {}
}

/** Beside what is copied, or by way of a clipboard. */
function duplicate({ doc, author, upTo }: Brush, ids: readonly string[]): Drawn {
  const chosen = readElements(doc).filter(({ id }) => ids.includes(id))
  const copied = upTo(2) === 0 ? chosen : fromClipboard(toClipboard(chosen))
  return added(...addCopies(doc, copied, { dx: 24, dy: 24, author }))
}

function takeOff(doc: Doc, ids: readonly string[]): Drawn {
  remove(doc, ids)
  return { added: [], removed: [...ids] }
}

/** Brings back one of the earlier states. */
function restore({ doc, upTo, moments }: Brush): Drawn {
  const moment = moments[upTo(moments.length)]
  if (!moment) return NOTHING
  const past = new Doc()
  applyUpdate(past, moment)
  const removed = [...elementsOf(doc).keys()].filter((id) => !elementsOf(past).has(id))
  restoreElements(doc, past)
  return { added: [], removed }
}
