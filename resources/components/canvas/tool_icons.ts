import Circle from '@lucide/svelte/icons/circle'
import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark'
import Diamond from '@lucide/svelte/icons/diamond'
import Eraser from '@lucide/svelte/icons/eraser'
import Flashlight from '@lucide/svelte/icons/flashlight'
import Frame from '@lucide/svelte/icons/frame'
import Hand from '@lucide/svelte/icons/hand'
import Heart from '@lucide/svelte/icons/heart'
import Highlighter from '@lucide/svelte/icons/highlighter'
import Lasso from '@lucide/svelte/icons/lasso'
import Lightbulb from '@lucide/svelte/icons/lightbulb'
import MousePointer2 from '@lucide/svelte/icons/mouse-pointer-2'
import MoveUpRight from '@lucide/svelte/icons/move-up-right'
import PenLine from '@lucide/svelte/icons/pen-line'
import Slash from '@lucide/svelte/icons/slash'
import Smile from '@lucide/svelte/icons/smile'
import Square from '@lucide/svelte/icons/square'
import Stamp from '@lucide/svelte/icons/stamp'
import Star from '@lucide/svelte/icons/star'
import StickyNote from '@lucide/svelte/icons/sticky-note'
import Triangle from '@lucide/svelte/icons/triangle'
import Type from '@lucide/svelte/icons/type'
import type { Component } from 'svelte'
import type { Stamp as StampName } from '#canvas/element'
import type { Tool } from '~/canvas/tools'

type Icon = Component<{ size?: number }>

/** The picture of each tool. */
export const TOOL_ICONS: Record<Tool, Icon> = {
  select: MousePointer2,
  hand: Hand,
  lasso: Lasso,
  laser: Flashlight,
  pen: PenLine,
  highlighter: Highlighter,
  eraser: Eraser,
  text: Type,
  note: StickyNote,
  rectangle: Square,
  ellipse: Circle,
  triangle: Triangle,
  diamond: Diamond,
  line: Slash,
  arrow: MoveUpRight,
  frame: Frame,
  stamp: Stamp,
}

/** The picture of each stamp. */
export const STAMP_ICONS: Record<StampName, Icon> = {
  heart: Heart,
  star: Star,
  check: CircleCheck,
  question: CircleQuestionMark,
  idea: Lightbulb,
  smile: Smile,
}
