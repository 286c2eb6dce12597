import type { Role, SignIn } from '#core/http/require_sign_in'

const GIVES: Record<Role, readonly Role[]> = {
  owner: ['owner', 'admin', 'facilitator', 'participant'],
  admin: ['admin', 'facilitator', 'participant'],
  facilitator: ['participant'],
  participant: [],
}

/** The roles that somebody may invite others to. */
export const rolesToGive = (actor: Role): readonly Role[] => GIVES[actor]

/** Everyone who may invite sees who is there. */
export const canSeePeople = (actor: Role): boolean => GIVES[actor].length > 0

/** Nobody invites to a role above their own. */
export const canInvite = (actor: Role, role: Role): boolean => GIVES[actor].includes(role)

/** Who could have sent an invitation may send it again or withdraw it. */
export const canManageInvitation = canInvite

/** Owners and admins change roles; only owners make owners or change theirs. */
export const canChangeRole = (actor: Role, from: Role, to: Role): boolean =>
  actor === 'owner' || (actor === 'admin' && from !== 'owner' && to !== 'owner')

/** Owners remove anybody, admins anybody but owners. */
export const canRemove = (actor: Role, role: Role): boolean =>
  actor === 'owner' || (actor === 'admin' && role !== 'owner')

/** A program acts for somebody who can be asked about it, so not for a guest. */
export const canHaveApiTokens = ({ email }: SignIn['person']): boolean => email !== null

/** Owners and admins look after the organisation itself. */
export const canEditOrganisation = (actor: Role): boolean => actor === 'owner' || actor === 'admin'
