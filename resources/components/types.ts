import type { LucideIcon } from '@lucide/svelte'

/** An icon component, such as those of `@lucide/svelte/icons/*`. */
export type Icon = LucideIcon

/** The four phases of a session, in their order. */
export const phases = ['pause', 'expand', 'focus', 'do'] as const

/** One phase of a session. */
export type Phase = (typeof phases)[number]

/** What a message is about; decides its colour and icon. */
export type Tone = 'info' | 'success' | 'warning' | 'danger'

/** A photo card as the interface shows it. Pictures are square. */
export type PictureCard = {
  readonly id: string
  readonly word: string
  readonly alt: string
  /** Address of the picture at 400 × 400. */
  readonly src400: string
  /** Address of the picture at 800 × 800. */
  readonly src800: string
  /** Address of the picture at 1600 × 1600, where it may be shown that large. */
  readonly src1600?: string
  /** A picture of a few pixels as a `data:` address, shown blurred until the photo is there. */
  readonly placeholder: string
  /** The dominant colour as `#rrggbb`. */
  readonly colour: string
}
