/** What a `datetime-local` field holds, in the zone of this device, as ISO 8601 in UTC. */
export function toMoment(local: string): string {
  return new Date(local).toISOString()
}

/** A moment (ISO 8601) as a `datetime-local` field holds it, in the zone of this device. */
export function toLocal(moment: string): string {
  const date = new Date(moment)
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}
