import type { CanvasView } from './canvas_view'

const STEP = 10
const LARGE_STEP = 50
const GROWTH = 1.1
const TURN_DEGREES = 15

/** What a key did, for announcing it. */
export type Done =
  'moved' | 'larger' | 'smaller' | 'turned' | 'removed' | 'raised' | 'undone' | 'redone'

const ARROWS = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
] as const)

/**
 * Does what a key means for the given elements: arrows move (further with Shift), + and − resize,
 * [ and ] turn, Delete removes, Home brings to the front; Ctrl+Z and Ctrl+Y work without any.
 * @returns what was done, null if the key means nothing here
 */
export function shortcut(
  view: CanvasView,
  event: KeyboardEvent,
  ids: readonly string[]
): Done | null {
  if (view.state.readOnly || event.altKey) return null
  if (event.ctrlKey || event.metaKey) return command(view, event)
  if (ids.length === 0) return null
  const arrow = [...ARROWS].find(([key]) => key === event.key)?.[1]
  if (arrow) {
    const step = event.shiftKey ? LARGE_STEP : STEP
    view.commands.nudge(ids, arrow[0] * step, arrow[1] * step)
    return 'moved'
  }
  switch (event.key) {
    case '+':
    case '=':
      view.commands.resize(ids, GROWTH)
      return 'larger'
    case '-':
      view.commands.resize(ids, 1 / GROWTH)
      return 'smaller'
    case '[':
      view.commands.turn(ids, -TURN_DEGREES)
      return 'turned'
    case ']':
      view.commands.turn(ids, TURN_DEGREES)
      return 'turned'
    case 'Delete':
    case 'Backspace':
      view.commands.remove(ids)
      return 'removed'
    case 'Home':
      view.commands.reorder(ids, 'front')
      return 'raised'
    default:
      return null
  }
}

function command(view: CanvasView, event: KeyboardEvent): Done | null {
  // On a Hebrew keyboard the key of Z writes another letter: there its position counts.
  const isLatin = /^[a-z]$/i.test(event.key)
  const letter = isLatin ? event.key.toLowerCase() : event.code.replace('Key', '').toLowerCase()
  if (letter === 'z' && !event.shiftKey) {
    view.undo()
    return 'undone'
  }
  if (letter === 'z' || letter === 'y') {
    view.redo()
    return 'redone'
  }
  return null
}
