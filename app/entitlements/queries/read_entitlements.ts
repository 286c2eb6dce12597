import { Refusal } from '#core/errors/refusal'
import { tenancy } from '#core/tenancy/tenancy'
import { judgeLicence, type LicenceState } from '../judge_licence.js'
import type { Licence } from '../licence.js'
import { readLicence } from '../read_licence.js'
import { trustedKeys } from '../trusted_keys.js'

/** What the appliance has been licensed for, and how much of it is in use. */
export interface Entitlements {
  state: LicenceState
  /** Null without a licence, and when it cannot be read. */
  licence: Licence | null
  /** People with an email address in any organisation; guests are not counted. */
  seatsTaken: number
  /** The latest that the clock has ever said, to be compared with what it says now. */
  latestSeen: Date
}

interface Row {
  text: string | null
  latest: Date | null
  seats_taken: number
}

/** How it stands with the licence now, for operators and for who counts seats. */
export function readEntitlements(now = new Date()): Promise<Entitlements> {
  return tenancy.system('licence', async () => {
    const { rows } = await tenancy.client().rawQuery<{ rows: Row[] }>(
      `select (select text from licence) as text, (select latest from clock_seen) as latest,
         (select count(*)::int from people p
           where exists (select from memberships m where m.person_id = p.id)) as seats_taken`
    )
    const { text = null, latest = null, seats_taken: seatsTaken = 0 } = rows[0] ?? {}
    const licence = text === null ? null : open(text)
    const latestSeen = latest && latest > now ? latest : now
    return { state: stateOf(text, licence, now, latestSeen), licence, seatsTaken, latestSeen }
  })
}

function stateOf(
  text: string | null,
  licence: Licence | null,
  now: Date,
  latest: Date
): LicenceState {
  if (text === null) return 'none'
  return licence ? judgeLicence(licence, now.getTime(), latest.getTime()) : 'unreadable'
}

/** Null when it was signed by a key that is not trusted any more, or changed in the database. */
function open(text: string): Licence | null {
  try {
    return readLicence(text, trustedKeys())
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
