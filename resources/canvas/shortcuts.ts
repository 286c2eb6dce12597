import type { CanvasView } from './canvas_view'
import { letterOf } from './letter_key'

const STEP = 10
const LARGE_STEP = 50
const GROWTH = 1.1
const TURN_DEGREES = 15

/** What a key did, for announcing it. */
export type Done =
  | 'moved'
  | 'larger'
  | 'smaller'
  | 'turned'
  | 'removed'
  | 'raised'
  | 'lowered'
  | 'duplicated'
  | 'grouped'
  | 'ungrouped'
  | 'locked'
  | 'unlocked'
  | 'selectedAll'
  | 'undone'
  | 'redone'

const ARROWS = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
] as const)

const ORDER_KEYS = new Map([
  ['Home', 'front'],
  ['PageUp', 'forward'],
  ['PageDown', 'backward'],
  ['End', 'back'],
] as const)

/**
 * Does what a key means for the given elements: arrows move (further with Shift), + and − resize,
 * [ and ] turn, Delete removes, Home, End and the page keys change the order; with Ctrl, D
 * duplicates, G groups (with Shift ungroups), and L with Shift locks and unlocks. Ctrl with A, Z
 * and Y work without any.
 * @returns what was done, null if the key means nothing here
 */
export function shortcut(
  view: CanvasView,
  event: KeyboardEvent,
  ids: readonly string[]
): Done | null {
  if (view.state.readOnly || event.altKey) return null
  if (event.ctrlKey || event.metaKey) return command(view, event, ids)
  if (ids.length === 0) return null
  const arrow = [...ARROWS].find(([key]) => key === event.key)?.[1]
  if (arrow) {
    const step = event.shiftKey ? LARGE_STEP : STEP
    view.commands.nudge(ids, arrow[0] * step, arrow[1] * step)
    return 'moved'
  }
  const where = [...ORDER_KEYS].find(([key]) => key === event.key)?.[1]
  if (where) {
    view.commands.reorder(ids, where)
    return where === 'front' || where === 'forward' ? 'raised' : 'lowered'
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
      // What is locked stays, and so does the keyboard with it.
      if (view.state.selection.locked) return null
      view.commands.remove(ids)
      return 'removed'
    default:
      return null
  }
}

function command(view: CanvasView, event: KeyboardEvent, ids: readonly string[]): Done | null {
  const letter = letterOf(event) ?? ''
  const keys = event.shiftKey ? `shift ${letter}` : letter
  switch (keys) {
    case 'z':
      view.undo()
      return 'undone'
    case 'shift z':
    case 'y':
      view.redo()
      return 'redone'
    case 'a':
      view.selectAll()
      return 'selectedAll'
    default:
      return ids.length > 0 ? arrange(view, keys, ids) : null
  }
}

function arrange(view: CanvasView, keys: string, ids: readonly string[]): Done | null {
  switch (keys) {
    case 'd':
      view.commands.duplicate(ids)
      return 'duplicated'
    case 'g':
      view.commands.group(ids)
      return 'grouped'
    case 'shift g':
      view.commands.ungroup(ids)
      return 'ungrouped'
    case 'shift l': {
      const { locked } = view.state.selection
      view.commands.lock(ids, !locked)
      return locked ? 'unlocked' : 'locked'
    }
    default:
      return null
  }
}
