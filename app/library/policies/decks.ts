import type { Role } from '#core/http/require_sign_in'

/** What decides about a deck. */
interface Owned {
  /** Whether the organisation brought it; otherwise it came with the appliance. */
  isOwn: boolean
}

/** Everybody who prepares sessions sees which decks there are. */
export const canSeeDecks = (role: Role): boolean => role !== 'participant'

/** Owners and admins answer for the licences of what an organisation brings in or takes out. */
export const canManageDecks = (role: Role): boolean => role === 'owner' || role === 'admin'

/** An own deck leaves by owners and admins alone; those of the appliance are open to everybody. */
export const canExportDeck = (role: Role, { isOwn }: Owned): boolean =>
  !isOwn || canManageDecks(role)

/** Who prepares sessions may print own decks for them; those of the appliance are for everybody. */
export const canPrintDeck = (role: Role, { isOwn }: Owned): boolean => !isOwn || canSeeDecks(role)
