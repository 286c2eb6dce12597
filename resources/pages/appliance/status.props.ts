import type { UnknownReason } from '#appliance/status/read_status_file'
import type { LicenceState } from '#entitlements/judge_licence'

/** Something that needs attention, in words. */
export type AttentionProps = {
  level: 'danger' | 'warning' | 'info'
  title: string
  text: string
  /** Where one can do something about it. */
  href: string | null
}

/** A part of the appliance, in words. */
export type PartProps = {
  name: string
  title: string
  /** Whether nothing works without it. */
  isNeeded: boolean
  /** What is wrong and what to do; null when it is well. */
  reason: string | null
}

/** How it stands with the licence. */
export type LicenceStatus = {
  state: LicenceState
  /** Null without a licence, and when it cannot be read. */
  licence: {
    id: string
    name: string
    edition: string
    seats: number
    features: string[]
    /** `YYYY-MM-DD` */
    issued: string
    /** `YYYY-MM-DD` */
    expires: string
  } | null
  seatsTaken: number
  /** ISO 8601. */
  latestSeen: string
}

/** A disk. Bytes. */
export type VolumeProps = {
  name: string
  bytes: number
  freeBytes: number
  usedPerDayBytes: number | null
  percentFree: number
  daysUntilFull: number | null
}

/** What models can be for, and those that lie there for it. Bytes. */
export type ModelProps = {
  name: 'speech' | 'language'
  state: 'notUsed'
  there: { name: string; bytes: number }[]
}

/** What is known of the appliance. Times are ISO 8601, sizes bytes; null is not known. */
export type StatusProps = {
  at: string
  status: 'ready' | 'degraded' | 'unavailable'
  version: string
  databaseVersion: string
  release: { version: string; installedAt: string; previous: string | null } | null
  backups: {
    target: string
    /** Newest first. */
    backups: {
      id: string
      startedAt: string
      endedAt: string
      bytes: number
      verified: boolean
    }[]
    walArchivedAt: string | null
  } | null
  /** The copy of the backups at another place; null where there is none. */
  offsite: {
    target: string
    copiedAt: string | null
    changesAt: string | null
    failedAt: string | null
    problem: string | null
  } | null
  drill: {
    at: string
    backup: string
    ok: boolean
    differences: number
    seconds: number
  } | null
  certificates: { name: string; subject: string; notAfter: string; daysLeft: number }[] | null
  disk: { at: string; volumes: VolumeProps[] } | null
  unknown: Record<
    'release' | 'backups' | 'offsite' | 'drill' | 'certificates' | 'disk',
    UnknownReason | null
  >
  deadLetters: number
  licence: LicenceStatus
  models: ModelProps[]
}
