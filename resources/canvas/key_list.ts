import type { Key } from '~/i18n'

/** The keys whose names are others in each language. */
const NAMED = [
  'ctrl',
  'shift',
  'enter',
  'escape',
  'delete',
  'home',
  'end',
  'pageUp',
  'pageDown',
  'space',
  'arrows',
  'letter',
  'drag',
] as const
/** A key whose name is another in each language. */
export type NamedKey = (typeof NAMED)[number]

/** Whether a key has a name of its own; any other is a sign that stands for itself. */
export function isNamed(key: string): key is NamedKey {
  return NAMED.some((each) => each === key)
}

/** What keys do. */
interface KeyRow {
  /** Each way to do it: the keys that are held together. */
  presses: readonly (readonly string[])[]
  what: Key
}

/** What keys do on a canvas that has the keyboard, beside choosing tools. */
export const KEY_GROUPS: readonly { title: Key; rows: readonly KeyRow[] }[] = [
  {
    title: 'canvas.keys.begin.title',
    rows: [
      { presses: [['enter']], what: 'canvas.keys.begin.make' },
      { presses: [['escape']], what: 'canvas.keys.begin.letGo' },
      { presses: [['ctrl', 'V']], what: 'canvas.keys.begin.paste' },
      { presses: [['ctrl', 'Z']], what: 'canvas.toolbar.undo' },
      { presses: [['ctrl', 'Y']], what: 'canvas.toolbar.redo' },
      { presses: [['C']], what: 'canvas.keys.begin.comment' },
      { presses: [['/']], what: 'canvas.company.say' },
      { presses: [['?']], what: 'canvas.keys.begin.list' },
    ],
  },
  {
    title: 'canvas.keys.view.title',
    rows: [
      { presses: [['arrows']], what: 'canvas.tools.hand' },
      { presses: [['space', 'drag']], what: 'canvas.tools.hand' },
      { presses: [['+']], what: 'canvas.toolbar.zoomIn' },
      { presses: [['-']], what: 'canvas.toolbar.zoomOut' },
    ],
  },
  {
    title: 'canvas.keys.select.title',
    rows: [
      { presses: [['drag']], what: 'canvas.keys.select.around' },
      { presses: [['shift', 'drag']], what: 'canvas.keys.select.add' },
      { presses: [['ctrl', 'A']], what: 'canvas.keys.select.all' },
    ],
  },
  {
    title: 'canvas.keys.selected.title',
    rows: [
      { presses: [['enter'], ['letter']], what: 'canvas.keys.selected.write' },
      { presses: [['arrows']], what: 'canvas.keys.selected.move' },
      { presses: [['shift', 'arrows']], what: 'canvas.keys.selected.moveFar' },
      { presses: [['ctrl', 'drag']], what: 'canvas.keys.selected.exact' },
      { presses: [['+'], ['-']], what: 'canvas.keys.selected.resize' },
      { presses: [['['], [']']], what: 'canvas.keys.selected.turn' },
      { presses: [['home'], ['end']], what: 'canvas.keys.selected.ends' },
      { presses: [['pageUp'], ['pageDown']], what: 'canvas.keys.selected.steps' },
      { presses: [['ctrl', 'D']], what: 'canvas.toolbar.duplicate' },
      {
        presses: [
          ['ctrl', 'C'],
          ['ctrl', 'X'],
        ],
        what: 'canvas.keys.selected.copy',
      },
      { presses: [['ctrl', 'G']], what: 'canvas.arrange.group' },
      { presses: [['ctrl', 'shift', 'G']], what: 'canvas.arrange.ungroup' },
      { presses: [['ctrl', 'shift', 'L']], what: 'canvas.keys.selected.lock' },
      { presses: [['.']], what: 'canvas.keys.selected.point' },
      { presses: [['delete']], what: 'canvas.toolbar.remove' },
    ],
  },
]
