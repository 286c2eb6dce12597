/** A disk, as its status says it. Bytes. */
export interface Volume {
  bytes: number
  freeBytes: number
  /** Null when it has not been watched for long enough. */
  usedPerDayBytes: number | null
}

const DAY = 86_400_000

/** Whole days from one moment to another, less than none when it has passed. */
export function daysUntil(moment: string, now: Date): number {
  return Math.floor((Date.parse(moment) - now.getTime()) / DAY)
}

/** Whole days since a moment; none when it is still to come. */
export function daysSince(moment: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(moment)) / DAY))
}

/**
 * In how many days a disk is full if it goes on as it did. Null when that is not known, and when
 * nothing is added.
 */
export function daysUntilFull({ freeBytes, usedPerDayBytes }: Volume): number | null {
  if (usedPerDayBytes === null || usedPerDayBytes <= 0) return null
  return Math.floor(freeBytes / usedPerDayBytes)
}

/** The part of a disk that is free, in percent. */
export function percentFree({ bytes, freeBytes }: Volume): number {
  return bytes > 0 ? Math.min(100, Math.floor((100 * freeBytes) / bytes)) : 0
}

/** Days of an estimate, as exact as it deserves: days, then fives, then tens. */
export function roughly(days: number): number {
  if (days < 10) return days
  return days < 60 ? Math.round(days / 5) * 5 : Math.round(days / 10) * 10
}
