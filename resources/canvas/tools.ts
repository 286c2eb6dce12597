import { FORMS, type Form } from '#canvas/element'
import type { Tip } from './pen'

/** The tools that are always at hand. */
export const MAIN_TOOLS = ['select', 'hand', 'pen', 'text', 'note'] as const
/** Those of them that a narrow canvas keeps in the menu. */
export const FOLDED_TOOLS = ['hand', 'text'] as const
/** The tools that are kept in a menu: those that follow the hand. */
export const DRAWING_TOOLS = ['highlighter', 'eraser', 'lasso', 'laser'] as const
/** The tools that are kept in a menu: those that make something of a form. */
export const FIGURE_TOOLS = ['line', 'arrow', 'frame', ...FORMS] as const
/** The tools that are kept in a menu, the one for stamps apart. */
export const MORE_TOOLS = [...DRAWING_TOOLS, ...FIGURE_TOOLS] as const
/** What a pointer does on the canvas. */
export type Tool = (typeof MAIN_TOOLS)[number] | (typeof MORE_TOOLS)[number] | 'stamp'

/** The tools that make nothing that has a colour. */
const COLOURLESS: readonly Tool[] = ['select', 'hand', 'lasso', 'laser', 'eraser', 'frame']

/** Whether what a tool makes has a colour. */
export function hasColour(tool: Tool): boolean {
  return !COLOURLESS.includes(tool)
}

/** Whether a tool draws a figure. */
export function isForm(tool: Tool): tool is Form {
  return FORMS.some((form) => form === tool)
}

/** Whether a tool draws lines by hand. */
export function isTip(tool: Tool): tool is Tip {
  return tool === 'pen' || tool === 'highlighter'
}

/** The letters that choose tools; what is left is chosen by a button alone. */
const KEYS: readonly (readonly [string, Tool])[] = [
  ['v', 'select'],
  ['h', 'hand'],
  ['p', 'pen'],
  ['m', 'highlighter'],
  ['e', 'eraser'],
  ['t', 'text'],
  ['n', 'note'],
  ['r', 'rectangle'],
  ['o', 'ellipse'],
  ['d', 'diamond'],
  ['l', 'line'],
  ['a', 'arrow'],
  ['f', 'frame'],
  ['s', 'stamp'],
  ['k', 'laser'],
]

/** The tools that a letter chooses, each with its letter, in the order in which they are listed. */
export const KEYED_TOOLS = KEYS.map(([letter, tool]) => ({ tool, key: letter.toUpperCase() }))

/** The key that chooses a tool, as it is printed on keyboards; undefined where there is none. */
export function keyOf(tool: Tool): string | undefined {
  return KEYED_TOOLS.find((each) => each.tool === tool)?.key
}

/** The tool that a small letter chooses, null for none. */
export function toolOf(letter: string): Tool | null {
  return KEYS.find(([each]) => each === letter)?.[1] ?? null
}
