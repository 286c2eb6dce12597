import type { Entitlements } from '#entitlements'

/** How it stands with the licence, with every field that leaves the appliance listed. */
export function toLicenceView({ state, licence, seatsTaken, latestSeen }: Entitlements) {
  return {
    state,
    /** Null without a licence, and when it cannot be read. */
    licence: licence && {
      id: licence.id,
      name: licence.name,
      edition: licence.edition,
      seats: licence.seats,
      features: licence.features,
      issued: licence.issued,
      expires: licence.expires,
    },
    seatsTaken,
    latestSeen: latestSeen.toISOString(),
  }
}
