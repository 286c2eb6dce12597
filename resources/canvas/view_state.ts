import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Colour, Stamp } from '#canvas/element'
import type { CompanyState } from './company'
import type { ImageSource } from './images/image_source'
import type { Width } from './pen'
import type { DeckCard } from './pictures'
import type { Person } from './presence'
import type { SelectionFacts } from './selection'
import type { Tool } from './tools'

/** What the controls around the canvas need to know. */
export interface ViewState {
  tool: Tool
  /** The colour of what the tool makes. */
  colour: Colour
  /** How wide the tool draws; null where it draws no lines by hand. */
  width: Width | null
  /** What the tool for stamps makes. */
  stamp: Stamp
  zoom: number
  selected: readonly string[]
  selection: SelectionFacts
  canUndo: boolean
  canRedo: boolean
  readOnly: boolean
  company: CompanyState
}

/** What a canvas needs to be shown, and whom it tells. */
export interface CanvasViewOptions {
  /** The element to draw in and to listen on; it must run from left to right. */
  host: HTMLElement
  doc: Y.Doc
  awareness: Awareness
  person: Person
  cards: readonly DeckCard[]
  /** Where its images come from. */
  images: ImageSource
  readOnly: boolean
  /** Whether the person may bring the others to where they look. */
  leads?: boolean
  /** What a screen reader calls the field in which a text is written. */
  textLabel: string
  /** The state changed. */
  onstate(state: ViewState): void
  /** Elements changed, came or went. */
  onelements(): void
  /** A finger rests on something, which is selected then, or beside all. */
  onhold?(onElement: boolean): void
  /** A rectangle was drawn in which nothing lies, as who means to move the view does. */
  onmissed?(): void
}

/** What can be open of the controls for what one sees. */
export type ViewMenu = 'people' | 'more' | 'say' | 'react' | 'exercise'

/** What can be open over the whole canvas. */
export type CanvasDialog = 'keys' | 'templates' | 'history'
