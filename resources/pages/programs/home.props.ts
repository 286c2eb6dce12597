/** A session in the lists of the first page. */
export type HomeSession = {
  id: string
  title: string
  state: 'planned' | 'lobby' | 'running' | 'ended'
  startsAt: string | null
  endedAt: string | null
  facilitator: string | null
  as: 'facilitator' | 'participant' | 'invited'
  /** How many have joined. */
  joined: number
  /** For who was invited and has not joined: the way in. */
  joinCode: string | null
}

/** Props of the first page after signing in. */
export type HomeProps = {
  /** Whether this person makes sessions. */
  facilitates: boolean
  open: HomeSession[]
  ended: HomeSession[]
}
