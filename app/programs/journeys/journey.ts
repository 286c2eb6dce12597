import { FALLBACK_LOCALE, type Locale } from '#config/locales'

/** A text in those languages in which it exists; at least one. */
export type Words = Partial<Record<Locale, string>>

/** The four phases, in the order in which a session goes through them. */
export const PHASES = ['pause', 'expand', 'focus', 'do'] as const

/** One of the four phases. */
export type Phase = (typeof PHASES)[number]

/** What people do in a phase. */
export const ACTIVITIES = ['draw', 'choose', 'write', 'share', 'talk'] as const

/** What people do in a phase. */
export type Activity = (typeof ACTIVITIES)[number]

/** One phase of a journey. */
export interface JourneyPhase {
  phase: Phase
  title: Words
  prompt: Words
  activity: Activity
  minutes: number
}

/** The path of a session. */
export interface Journey {
  title: Words
  description: Words
  /** One for each phase, in their order. */
  phases: JourneyPhase[]
}

/** A journey in one language, for a page. */
export interface LocalisedJourney {
  title: string
  description: string
  phases: LocalisedPhase[]
}

/** One phase of it. */
export interface LocalisedPhase {
  phase: Phase
  title: string
  prompt: string
  activity: Activity
  minutes: number
}

/** The text in the reader's language, else in the one it was written for, else in any. */
export function wordsIn(words: Words, locale: Locale, written: Locale = FALLBACK_LOCALE): string {
  return words[locale] ?? words[written] ?? Object.values(words)[0] ?? ''
}

/** The journey in the reader's language, where it exists in it. */
export function localise(journey: Journey, locale: Locale, written?: Locale): LocalisedJourney {
  const say = (words: Words) => wordsIn(words, locale, written)
  return {
    title: say(journey.title),
    description: say(journey.description),
    phases: journey.phases.map(({ phase, title, prompt, activity, minutes }) => ({
      phase,
      title: say(title),
      prompt: say(prompt),
      activity,
      minutes,
    })),
  }
}

/**
 * The journey as somebody has edited it in one language. What they left as it was stays in all its
 * languages; of what they wrote anew no other language knows.
 */
export function rewrite(journey: Journey, edited: LocalisedJourney, locale: Locale): Journey {
  const say = (words: Words | undefined, text: string): Words =>
    words && wordsIn(words, locale) === text ? words : { [locale]: text }
  return {
    title: say(journey.title, edited.title),
    description: say(journey.description, edited.description),
    phases: edited.phases.map(({ phase, title, prompt, activity, minutes }) => {
      const before = journey.phases.find((each) => each.phase === phase)
      return {
        phase,
        title: say(before?.title, title),
        prompt: say(before?.prompt, prompt),
        activity,
        minutes,
      }
    }),
  }
}

/** Minutes that a journey takes. */
export function minutesOf(journey: Pick<Journey, 'phases'>): number {
  return journey.phases.reduce((sum, { minutes }) => sum + minutes, 0)
}
