import type { LucideIcon } from '@lucide/svelte'
import type { CardFace } from '#library/card_view'

/** An icon component, such as those of `@lucide/svelte/icons/*`. */
export type Icon = LucideIcon

/** The four phases of a session, in their order. */
export const phases = ['pause', 'expand', 'focus', 'do'] as const

/** One phase of a session. */
export type Phase = (typeof phases)[number]

/** What a message is about; decides its colour and icon. */
export type Tone = 'info' | 'success' | 'warning' | 'danger'

/** A card as the interface shows it; without `src1600` where it is never shown that large. */
export type FaceCard = CardFace & { readonly src1600?: string | null }
