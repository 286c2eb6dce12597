import type { Shape } from './shapes.js'
import { amount, change, listOf, members, orNull, text, time, truth } from './shapes.js'

const MOST_BACKUPS = 1_000
const MOST_OTHERS = 100

/** The release that is installed. */
export const release = (value: unknown) => {
  const of = members(value)
  return {
    version: of('version', text),
    installedAt: of('installedAt', time),
    /** The one before, to which one could go back. */
    previous: of('previous', orNull(text)),
  }
}

const backup = (value: unknown) => {
  const of = members(value)
  return {
    id: of('id', text),
    startedAt: of('startedAt', time),
    endedAt: of('endedAt', time),
    bytes: of('bytes', amount),
    /** Whether it was read again after it was written. */
    verified: of('verified', truth),
  }
}

/** The backups that there are. */
export const backups = (value: unknown) => {
  const of = members(value)
  return {
    target: of('target', text),
    backups: of('backups', listOf(backup, MOST_BACKUPS)),
    /** Up to when the database could be brought back. */
    walArchivedAt: of('walArchivedAt', orNull(time)),
  }
}

/** The last time that a backup was restored beside the appliance and compared with it. */
export const drill = (value: unknown) => {
  const of = members(value)
  return {
    at: of('at', time),
    backup: of('backup', text),
    ok: of('ok', truth),
    differences: of('differences', amount),
    seconds: of('seconds', amount),
  }
}

/** The copy of the backups at another place; without a place all of it is null. */
export const offsite = (value: unknown) => {
  const of = members(value)
  return {
    target: of('target', orNull(text)),
    /** When the newest backup was there, whole and read back. */
    copiedAt: of('copiedAt', orNull(time)),
    /** When all changes of the database that are kept here were there too. */
    changesAt: of('changesAt', orNull(time)),
    failedAt: of('failedAt', orNull(time)),
    /** Why the last attempt failed: a code, or null after one that went well. */
    problem: of('problem', orNull(text)),
  }
}

const certificate = (value: unknown) => {
  const of = members(value)
  return {
    name: of('name', text),
    subject: of('subject', text),
    notAfter: of('notAfter', time),
  }
}

/** The certificates of the appliance. */
export const certificates = listOf(certificate, MOST_OTHERS)

const volume = (value: unknown) => {
  const of = members(value)
  return {
    name: of('name', text),
    bytes: of('bytes', amount),
    freeBytes: of('freeBytes', amount),
    /** How many more are in use each day; fewer, where less was kept. */
    usedPerDayBytes: of('usedPerDayBytes', orNull(change)),
  }
}

/** How full the disks are. */
export const disk = (value: unknown) => {
  const of = members(value)
  return { at: of('at', time), volumes: of('volumes', listOf(volume, MOST_OTHERS)) }
}

const model = (value: unknown) => {
  const of = members(value)
  return {
    /** The part of the stack that runs it: speech, or ai. */
    part: of('part', text),
    name: of('name', text),
    bytes: of('bytes', amount),
  }
}

/** The models that lie there for the parts that run them, each part's the one in use first. */
export const models = listOf(model, MOST_OTHERS)

/** The files that the commands of the machine write, each with what is in it. */
export const STATUS_FILES = {
  release,
  backups,
  offsite,
  drill,
  certificates,
  disk,
  models,
} satisfies Record<string, Shape<unknown>>
