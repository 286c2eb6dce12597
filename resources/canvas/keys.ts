import type { CanvasView } from './canvas_view'
import { isPlain, letterOf } from './letter_key'
import { shortcut } from './shortcuts'
import { toolOf, type Tool } from './tools'

const PAN_PX = 80
const ZOOM = 1.2

/**
 * Does what a key means while the canvas itself has the keyboard: space holds the view for dragging,
 * Escape lets go, Enter opens a text, a full stop points with light at what is selected, and what means nothing for
 * elements moves or zooms the view.
 *
 * @param back gives the canvas the keyboard again when a text has been written
 * @returns whether the key meant something
 */
export function pressKey(
  view: CanvasView,
  event: KeyboardEvent,
  selected: readonly string[],
  back: () => void
): boolean {
  const [only] = selected
  if (event.key === ' ') view.panning = true
  else if (event.key === 'Escape') view.escape()
  else if (event.key === 'Enter' && only && selected.length === 1) view.editText(only, back)
  else if (selected.length === 0 && event.key === '+') view.looking.zoomBy(ZOOM)
  else if (selected.length === 0 && event.key === '-') view.looking.zoomBy(1 / ZOOM)
  else if (selected.length > 0 && event.key === '.') view.pointAtSelection()
  else return shortcut(view, event, selected) !== null || pan(view, event)
  return true
}

/**
 * Begins writing in the one element that is selected when a letter or a digit is typed. The letter
 * itself goes into the field that has the keyboard then, so the key is not to be prevented.
 */
export function typeInto(
  view: CanvasView,
  event: KeyboardEvent,
  selected: readonly string[],
  back: () => void
): boolean {
  const [only] = selected
  if (!isPlain(event) || !/^[\p{L}\p{N}]$/u.test(event.key)) return false
  return selected.length === 1 && only !== undefined && view.editText(only, back)
}

/**
 * Chooses the tool that a key stands for, as it does while no words are to be written by it.
 *
 * @returns the tool, null if the key stands for none or nothing may be changed
 */
export function chooseTool(view: CanvasView, event: KeyboardEvent): Tool | null {
  if (!isPlain(event) || event.shiftKey || view.state.readOnly) return null
  const tool = toolOf(letterOf(event) ?? '')
  if (tool) view.tools.tool = tool
  return tool
}

function pan(view: CanvasView, { key }: KeyboardEvent): boolean {
  const x = key === 'ArrowLeft' ? PAN_PX : key === 'ArrowRight' ? -PAN_PX : 0
  const y = key === 'ArrowUp' ? PAN_PX : key === 'ArrowDown' ? -PAN_PX : 0
  if (x === 0 && y === 0) return false
  view.looking.panBy(x, y)
  return true
}
