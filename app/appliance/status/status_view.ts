import type { Attention } from './attention.js'
import { findAttention } from './attention.js'
import type { Facts } from './facts.js'
import { daysUntil, daysUntilFull, percentFree, roughly } from './forecast.js'
import { toLicenceView } from './licence_view.js'

/** What models can be for, with the part of the stack that runs them. This release uses none. */
const MODELS = [
  { name: 'speech', part: 'speech' },
  { name: 'language', part: 'ai' },
] as const

/** How the appliance is, with every field that leaves it listed. */
export function toStatusView(facts: Facts) {
  const { now, parts, release, backups, offsite, drill, certificates, disk } = facts
  const { database, entitlements } = facts
  return {
    at: now.toISOString(),
    status: statusOf(parts),
    attention: findAttention(facts).map(toAttention),
    parts: parts.map(({ name, isNeeded, reason }) => ({ name, isNeeded, reason })),
    version: facts.version,
    databaseVersion: database.version,
    release: release.value,
    backups: backups.value && {
      target: backups.value.target,
      backups: newestFirst(backups.value.backups),
      walArchivedAt: backups.value.walArchivedAt,
    },
    offsite: offsite.value?.target
      ? {
          target: offsite.value.target,
          copiedAt: offsite.value.copiedAt,
          changesAt: offsite.value.changesAt,
          failedAt: offsite.value.failedAt,
          problem: offsite.value.problem,
        }
      : null,
    drill: drill.value,
    certificates:
      certificates.value?.map(({ name, subject, notAfter }) => ({
        name,
        subject,
        notAfter,
        daysLeft: daysUntil(notAfter, now),
      })) ?? null,
    disk: disk.value && {
      at: disk.value.at,
      volumes: disk.value.volumes.map((volume) => ({
        name: volume.name,
        bytes: volume.bytes,
        freeBytes: volume.freeBytes,
        usedPerDayBytes: volume.usedPerDayBytes,
        percentFree: percentFree(volume),
        daysUntilFull: roughlyOrNull(daysUntilFull(volume)),
      })),
    },
    /** Why those above are not known that are null. */
    unknown: {
      release: release.unknown,
      backups: backups.unknown,
      offsite: offsite.unknown,
      drill: drill.unknown,
      certificates: certificates.unknown,
      disk: disk.unknown,
    },
    deadLetters: database.deadLetters,
    licence: toLicenceView(entitlements),
    models: MODELS.map(({ name, part }) => ({
      name,
      state: 'notUsed' as const,
      there: (facts.models.value ?? [])
        .filter((model) => model.part === part)
        .map((model) => ({ name: model.name, bytes: model.bytes })),
    })),
  }
}

function newestFirst<Backup extends { endedAt: string }>(backups: readonly Backup[]): Backup[] {
  return backups.toSorted((one, other) => (one.endedAt < other.endedAt ? 1 : -1))
}

/** What `toStatusView` gives. */
export type StatusView = ReturnType<typeof toStatusView>

function toAttention({ level, code, about, values }: Attention): Attention {
  return { level, code, about, values }
}

const roughlyOrNull = (days: number | null) => days && roughly(days)

function statusOf(parts: Facts['parts']): 'ready' | 'degraded' | 'unavailable' {
  const unwell = parts.filter(({ reason }) => reason !== null)
  if (unwell.length === 0) return 'ready'
  return unwell.some(({ isNeeded }) => isNeeded) ? 'unavailable' : 'degraded'
}
