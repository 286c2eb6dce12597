import type { Locale } from '#config/locales'
import type { Colour, Ends, Extent, Form, Stamp } from '../element.js'

/** The phases of the method, in which templates are offered. */
export const PHASES = ['pause', 'expand', 'focus', 'do'] as const
export type TemplatePhase = (typeof PHASES)[number]

type Spot = readonly [x: number, y: number]

/** What lies in a template. `words` names a text; positions count from the middle of its frame. */
export type Part =
  /** Room for a card. */
  | { kind: 'place'; at: Spot; colour: Colour }
  | { kind: 'note'; at: Spot; colour: Colour; scale?: number }
  | {
      kind: 'text'
      at: Spot
      width: number
      words: string
      colour?: Colour
      scale?: number
      turn?: number
    }
  | {
      kind: 'shape'
      form: Form
      at: Spot
      size: Extent
      colour: Colour
      words?: string
      turn?: number
    }
  | { kind: 'line'; ends: Ends; colour: Colour; arrow?: boolean }
  | { kind: 'stamp'; stamp: Stamp; at: Spot; colour: Colour; scale?: number }
  /** A broad line, x and y of its points in turn, through which what lies beneath is seen. */
  | { kind: 'stroke'; points: readonly number[]; width: number; colour: Colour }

/** A template's words in one language. */
export interface TemplateWords {
  name: string
  /** A sentence on what it is for. */
  about: string
  texts: Readonly<Record<string, string>>
}

/** An exercise that is laid on a canvas to be filled in: a file of `resources/canvas_templates`. */
export interface Template {
  phase: TemplatePhase
  /** How long it takes, at least and at most. Minutes. */
  minutes: readonly [number, number]
  /** Of its frame. */
  size: Extent
  /** From the lowest to the topmost, as read from left to right. */
  parts: readonly Part[]
  words: Readonly<Record<Locale, TemplateWords>>
}
