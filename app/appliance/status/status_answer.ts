import vine from '@vinejs/vine'
import { LICENCE_STATES } from '#entitlements'
import { LEVELS, SUBJECTS } from './attention.js'
import { UNKNOWN_REASONS } from './read_status_file.js'

const whole = () => vine.number().withoutDecimals()
const unknown = () => vine.enum(UNKNOWN_REASONS).nullable()

const attention = vine.object({
  level: vine.enum(LEVELS),
  code: vine.string(),
  about: vine.enum(SUBJECTS),
  values: vine.record(vine.any()),
})

const backup = vine.object({
  id: vine.string(),
  startedAt: vine.string(),
  endedAt: vine.string(),
  bytes: vine.number(),
  verified: vine.boolean(),
})

const volume = vine.object({
  name: vine.string(),
  bytes: vine.number(),
  freeBytes: vine.number(),
  usedPerDayBytes: vine.number().nullable(),
  percentFree: whole(),
  daysUntilFull: whole().nullable(),
})

const licence = vine.object({
  id: vine.string().uuid(),
  name: vine.string(),
  edition: vine.string(),
  seats: whole(),
  features: vine.array(vine.string()),
  issued: vine.string(),
  expires: vine.string(),
})

/** Answer of `GET /api/v1/operator/status`. Times are ISO 8601, sizes bytes. */
export const statusAnswer = vine.create({
  at: vine.string(),
  status: vine.enum(['ready', 'degraded', 'unavailable']),
  attention: vine.array(attention),
  parts: vine.array(
    vine.object({
      name: vine.string(),
      isNeeded: vine.boolean(),
      reason: vine.string().nullable(),
    })
  ),
  version: vine.string(),
  databaseVersion: vine.string(),
  release: vine
    .object({
      version: vine.string(),
      installedAt: vine.string(),
      previous: vine.string().nullable(),
    })
    .nullable(),
  backups: vine
    .object({
      target: vine.string(),
      backups: vine.array(backup),
      walArchivedAt: vine.string().nullable(),
    })
    .nullable(),
  /** The copy of the backups at another place; null where there is none. */
  offsite: vine
    .object({
      target: vine.string(),
      copiedAt: vine.string().nullable(),
      changesAt: vine.string().nullable(),
      failedAt: vine.string().nullable(),
      problem: vine.string().nullable(),
    })
    .nullable(),
  drill: vine
    .object({
      at: vine.string(),
      backup: vine.string(),
      ok: vine.boolean(),
      differences: vine.number(),
      seconds: vine.number(),
    })
    .nullable(),
  certificates: vine
    .array(
      vine.object({
        name: vine.string(),
        subject: vine.string(),
        notAfter: vine.string(),
        daysLeft: whole(),
      })
    )
    .nullable(),
  disk: vine.object({ at: vine.string(), volumes: vine.array(volume) }).nullable(),
  /** Why those above are null. */
  unknown: vine.object({
    release: unknown(),
    backups: unknown(),
    offsite: unknown(),
    drill: unknown(),
    certificates: unknown(),
    disk: unknown(),
  }),
  deadLetters: whole(),
  licence: vine.object({
    state: vine.enum(LICENCE_STATES),
    licence: licence.nullable(),
    seatsTaken: whole(),
    latestSeen: vine.string(),
  }),
  models: vine.array(
    vine.object({
      name: vine.enum(['speech', 'language']),
      state: vine.enum(['notUsed']),
      /** Those that lie there, the one in use first. */
      there: vine.array(vine.object({ name: vine.string(), bytes: whole() })),
    })
  ),
})
