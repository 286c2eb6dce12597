export type Role = 'owner' | 'admin' | 'facilitator' | 'participant'

/** One person, with what the viewer may do with them. */
export type PersonRow = {
  id: string
  name: string
  /** Absent for a guest. */
  email: string | null
  role: Role
  isSelf: boolean
  /** The roles that the viewer may give them; none when theirs cannot be changed. */
  canBecome: Role[]
  canBeRemoved: boolean
}

/** One open invitation that the viewer may send again or withdraw. */
export type InvitationRow = {
  id: string
  email: string
  role: Role
  /** ISO 8601. */
  expiresAt: string
  isExpired: boolean
}

/** Props of the page of an organisation’s people. */
export type PeopleProps = {
  people: PersonRow[]
  invitations: InvitationRow[]
  /** The roles that the viewer may invite to. */
  roles: Role[]
  /** The link of the invitation just made; it is shown once. */
  link: string | null
  /** Whether mail leaves the appliance, so that no link is shown here. */
  mailLeaves: boolean
}
