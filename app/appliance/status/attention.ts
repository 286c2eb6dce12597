import type { Facts } from './facts.js'
import { daysSince, daysUntil, daysUntilFull, percentFree, roughly } from './forecast.js'
import { licenceAttention } from './licence_attention.js'
import { STATUS_FILES } from './status_files.js'

/** How much something presses, the most first. */
export const LEVELS = ['danger', 'warning', 'info'] as const

/** Parts of the console that something to be looked at may be about. */
export const SUBJECTS = [
  'health',
  'backups',
  'certificates',
  'disk',
  'work',
  'licence',
  'address',
  'mail',
  'status',
] as const

/** Something that is not yet, or not any more, as it should be. */
export interface Attention {
  level: (typeof LEVELS)[number]
  /** `operator.attention.<code>` says what it is and what to do. */
  code: string
  about: (typeof SUBJECTS)[number]
  /** What the words hold. */
  values: Record<string, string | number>
}

/** Another is made each day: one that is older was missed. Days. */
const BACKUP_IS_OLD = 2
const BACKUP_IS_VERY_OLD = 7
const ARCHIVE_IS_BEHIND_MINUTES = 15
const DRILL_IS_OLD = 35
const CERTIFICATE_ENDS_SOON = 30
const CERTIFICATE_ENDS_NOW = 7
const DISK_FULL_SOON = 60
const DISK_FULL_NOW = 14
const LEAST_PERCENT_FREE = 10
const DISK_IS_STALE = 2

const LOCAL = /^http:\/\/(127\.|localhost|\[::1\])/

/** What should be looked at, the most pressing first. */
export function findAttention(facts: Facts): Attention[] {
  const found = [
    ...health(facts),
    ...backups(facts),
    ...offsite(facts),
    ...drill(facts),
    ...certificates(facts),
    ...disk(facts),
    ...work(facts),
    ...licenceAttention(facts.entitlements, facts.now),
    ...surroundings(facts),
    ...unknowns(facts),
  ]
  return LEVELS.flatMap((level) => found.filter((each) => each.level === level))
}

function health({ parts }: Facts): Attention[] {
  return parts.flatMap(({ name, isNeeded, reason }) =>
    reason === null
      ? []
      : [
          {
            level: isNeeded ? 'danger' : 'warning',
            code: 'part',
            about: 'health',
            values: { part: name, reason },
          },
        ]
  )
}

function backups({ backups: { value }, now }: Facts): Attention[] {
  if (!value) return []
  const about = 'backups'
  const newest = value.backups.toSorted((one, other) => (one.endedAt < other.endedAt ? 1 : -1))[0]
  if (!newest) return [{ level: 'danger', code: 'noBackup', about, values: {} }]
  const found: Attention[] = []
  const days = daysSince(newest.endedAt, now)
  if (days >= BACKUP_IS_OLD) {
    const level = days >= BACKUP_IS_VERY_OLD ? 'danger' : 'warning'
    found.push({ level, code: 'backupOld', about, values: { days } })
  }
  if (!newest.verified) {
    found.push({ level: 'warning', code: 'backupUnverified', about, values: {} })
  }
  const minutes = Math.floor((now.getTime() - Date.parse(value.walArchivedAt ?? '')) / 60_000)
  if (minutes >= ARCHIVE_IS_BEHIND_MINUTES) {
    found.push({ level: 'warning', code: 'archiveBehind', about, values: { minutes } })
  }
  return found
}

function offsite({ offsite: { value }, now }: Facts): Attention[] {
  if (!value?.target) return []
  const about = 'backups'
  const { copiedAt, changesAt, problem } = value
  const days = copiedAt === null ? 0 : daysSince(copiedAt, now)
  const level = days >= BACKUP_IS_VERY_OLD ? 'danger' : 'warning'
  if (problem !== null) return [{ level, code: 'offsiteFailed', about, values: { problem } }]
  if (copiedAt === null) return [{ level, code: 'offsiteNone', about, values: {} }]
  if (days >= BACKUP_IS_OLD) return [{ level, code: 'offsiteOld', about, values: { days } }]
  const minutes = Math.floor((now.getTime() - Date.parse(changesAt ?? copiedAt)) / 60_000)
  if (minutes < ARCHIVE_IS_BEHIND_MINUTES) return []
  return [{ level, code: 'offsiteBehind', about, values: { minutes } }]
}

function drill({ drill: { value }, now }: Facts): Attention[] {
  if (!value) return []
  const about = 'backups'
  if (!value.ok || value.differences > 0) {
    const values = { differences: value.differences }
    return [{ level: 'danger', code: 'drillFailed', about, values }]
  }
  const days = daysSince(value.at, now)
  return days >= DRILL_IS_OLD
    ? [{ level: 'warning', code: 'drillOld', about, values: { days } }]
    : []
}

function certificates({ certificates: { value }, now }: Facts): Attention[] {
  const about = 'certificates'
  return (value ?? []).flatMap(({ name, notAfter }): Attention[] => {
    if (Date.parse(notAfter) <= now.getTime()) {
      return [{ level: 'danger', code: 'certificateExpired', about, values: { name } }]
    }
    const days = daysUntil(notAfter, now)
    if (days > CERTIFICATE_ENDS_SOON) return []
    const level = days <= CERTIFICATE_ENDS_NOW ? 'danger' : 'warning'
    return [{ level, code: 'certificateEnds', about, values: { name, days } }]
  })
}

function disk({ disk: { value }, now }: Facts): Attention[] {
  if (!value) return []
  const about = 'disk'
  const found = value.volumes.flatMap((volume): Attention[] => {
    const { name } = volume
    const days = daysUntilFull(volume)
    if (days !== null && days <= DISK_FULL_SOON) {
      const level = days <= DISK_FULL_NOW ? 'danger' : 'warning'
      return [{ level, code: 'diskFills', about, values: { name, days: roughly(days) } }]
    }
    const percent = percentFree(volume)
    return percent < LEAST_PERCENT_FREE
      ? [{ level: 'warning', code: 'diskLow', about, values: { name, percent } }]
      : []
  })
  const days = daysSince(value.at, now)
  if (days >= DISK_IS_STALE) {
    found.push({ level: 'warning', code: 'diskStale', about, values: { days } })
  }
  return found
}

function work({ database: { deadLetters: count } }: Facts): Attention[] {
  if (count === 0) return []
  return [{ level: 'warning', code: 'deadLetters', about: 'work', values: { count } }]
}

function surroundings({ publicUrl, mailLeaves }: Facts): Attention[] {
  const found: Attention[] = []
  if (publicUrl.startsWith('http:') && !LOCAL.test(publicUrl)) {
    found.push({ level: 'warning', code: 'withoutTls', about: 'address', values: {} })
  }
  if (!mailLeaves) found.push({ level: 'info', code: 'mailStays', about: 'mail', values: {} })
  return found
}

/** One word for all when nobody has set where they lie; then there is no machine that writes them. */
function unknowns(facts: Facts): Attention[] {
  const about = 'status'
  const names = Object.keys(STATUS_FILES).filter(isName)
  if (names.every((name) => facts[name].unknown === 'notSet')) {
    return [{ level: 'info', code: 'statusNotSet', about, values: {} }]
  }
  return names.flatMap((name): Attention[] => {
    const { unknown } = facts[name]
    if (!unknown || (unknown === 'missing' && NOT_EVERYWHERE.includes(name))) return []
    const level = unknown === 'missing' ? 'info' : 'warning'
    return [{ level, code: 'statusUnknown', about, values: { file: `${name}.json`, unknown } }]
  })
}

/** What is not written down by an appliance that was never told of another place, or has no models. */
const NOT_EVERYWHERE: readonly string[] = ['offsite', 'models']

function isName(name: string): name is keyof typeof STATUS_FILES {
  return name in STATUS_FILES
}
