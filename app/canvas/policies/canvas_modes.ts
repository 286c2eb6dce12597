/** What somebody may do on a canvas, from most to least. */
export const CANVAS_MODES = ['owner', 'edit', 'comment', 'view', 'present'] as const
export type CanvasMode = (typeof CANVAS_MODES)[number]

/** The modes in which a canvas is shared. There is one owner, who stays it. */
export const SHARED_MODES = ['edit', 'comment', 'view', 'present'] as const
export type SharedMode = (typeof SHARED_MODES)[number]

/** Who may change what lies on the canvas. */
export const mayDraw = (mode: CanvasMode): boolean => mode === 'owner' || mode === 'edit'

/** Who may say something beside the canvas, vote and react. */
export const mayComment = (mode: CanvasMode): boolean => mayDraw(mode) || mode === 'comment'

/** Who may read what is said beside the canvas: a screen that shows it to a room shall have none of it. */
export const mayReadComments = (mode: CanvasMode): boolean => mode !== 'present'

/** Who has a cursor that the others see: a screen that shows the canvas to a room is nobody. */
export const hasCursor = (mode: CanvasMode): boolean => mode !== 'present'

/** What somebody may do who has a mode, less when all that they asked for is to show the canvas. */
export const modeOn = ({ mode }: { mode: CanvasMode }, isScreen = false): CanvasMode =>
  isScreen ? 'present' : mode

/** Whether one mode allows less than another. */
export const isLess = (one: CanvasMode, other: CanvasMode): boolean =>
  CANVAS_MODES.indexOf(one) > CANVAS_MODES.indexOf(other)
