import type { Carried } from './carried.js'

/** What of other programs' there is nothing quite like here. Each is a key of `canvas.exchange.losses`. */
export const LOSSES = [
  'image',
  'video',
  'web',
  'form',
  'bend',
  'head',
  'label',
  'line',
  'page',
  'other',
] as const
export type LossKind = (typeof LOSSES)[number]

/** Something of another program's that came otherwise than it was, or not at all, and how often. */
export interface Loss {
  what: LossKind
  /** `left`: it is not there. `changed`: something like it is. */
  how: 'left' | 'changed'
  count: number
}

/** What a file has for a canvas. */
export interface Imported {
  elements: Carried[]
  losses: Loss[]
  /** The images that it carries, as base64, by what its elements call them. */
  images: ReadonlyMap<string, string>
}
