import { FORMS, type Form } from '#canvas/element'

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
