/** Why a version was kept: by itself, before something that changes much, or because somebody asked. */
export const VERSION_KINDS = [
  'sessionStart',
  'sessionEnd',
  'activity',
  'beforeRestore',
  'beforeTemplate',
  'kept',
] as const
export type VersionKind = (typeof VERSION_KINDS)[number]

/** Most versions of a canvas that are kept without a name; the oldest of more go. */
export const MOST_UNNAMED = 50
/** Most named versions of a canvas. They stay. */
export const MOST_NAMED = 100
/** Longest name of a version, in UTF-16 units. */
export const LONGEST_NAME = 120
/** After so many minutes in which somebody drew, a version is kept by itself. */
export const ACTIVE_MINUTES = 5
/** Whoever restores a version has the canvas to themselves for so long. Seconds. */
export const RESTORING_S = 5

/** A version as a list shows it. */
export interface ListedVersion {
  id: string
  kind: VersionKind
  /** What somebody called it; null when nobody did, or it was erased with its key. */
  name: string | null
  /** ISO 8601. */
  at: string
  /** Who asked for it; null for what is kept by itself and for who is no longer known. */
  by: string | null
  /** The names of those who drew since the version before, as far as they are still known. */
  people: string[]
}
