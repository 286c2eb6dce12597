import { isId } from '#core/is_id'
import { CURRENT_PERSON } from '#database/policies'
import { sessionPhaseOf, type SessionPhase } from '#programs'
import { tenancy } from '#core/tenancy/tenancy'
import { isLess, type CanvasMode, type SharedMode } from '../policies/canvas_modes.js'

/** A canvas and what the person of the scope may do on it. */
export interface CanvasAccess {
  id: string
  /** Its owner; null for a session's. */
  owner: string | null
  mode: CanvasMode
  /** The session that the person may open it through; null when it is theirs or shared by name. */
  session: string | null
  /** Another one each time that access was given anew or changed. */
  grant: string
}

interface Row {
  id: string
  owner: string
  isOwn: boolean
  /** The owner belongs to the organisation. */
  isGoverned: boolean
  isGuest: boolean
  mode: SharedMode | null
  session: string | null
  grant: string | null
}

/** Everybody looks at what nobody can take away from them any more, and changes nothing. */
const atMostView = (mode: CanvasMode): CanvasMode => (isLess(mode, 'view') ? mode : 'view')

/**
 * What the person of the current scope may do on a canvas; null when there is none of this id or
 * it is not theirs to see. A session's canvas begins with the session, and can be looked at but not
 * changed once the session has ended.
 */
export async function findCanvasAccess(id: string): Promise<CanvasAccess | null> {
  if (!isId(id)) return null
  const [owned] = await findAccesses(id)
  if (owned) return owned
  const session = await sessionPhaseOf(id)
  if (!session) return null
  const mode = session.state === 'ended' ? 'view' : 'edit'
  return { id, owner: null, mode, session: id, grant: session.tie }
}

/**
 * The same, of every canvas that has an owner: those of the scope's person and those shared with
 * them. There is no branch for roles here: who runs the organisation or its sessions finds no more.
 */
export async function findAccesses(id?: string): Promise<CanvasAccess[]> {
  // Of shares the policies show those that concern this person.
  const { rows } = await tenancy.client().rawQuery<{ rows: Row[] }>(
    `select c.id, c.owner_id as owner, c.owner_id = ${CURRENT_PERSON} as "isOwn",
       exists (select from memberships m where m.person_id = c.owner_id
         and m.organisation_id = c.organisation_id) as "isGoverned",
       exists (select from people p where p.id = ${CURRENT_PERSON} and p.email is null) as "isGuest",
       s.mode, s.session_id as session, s.grant_id as grant
     from canvases c
     left join canvas_shares s on s.organisation_id = c.organisation_id and s.canvas_id = c.id
       and c.owner_id <> ${CURRENT_PERSON}
     where c.owner_id is not null and c.deleted_at is null ${id ? 'and c.id = ?' : ''}`,
    id ? [id] : []
  )
  const found = new Map<string, CanvasAccess>()
  const phases = new Map<string, Promise<SessionPhase | null>>()
  for (const row of rows) {
    const access = await accessOf(row, phases)
    const known = found.get(row.id)
    if (access && (!known || isLess(known.mode, access.mode))) found.set(row.id, access)
  }
  return [...found.values()]
}

/** @param phases where the sessions stand that have been asked for */
async function accessOf(
  row: Row,
  phases: Map<string, Promise<SessionPhase | null>>
): Promise<CanvasAccess | null> {
  const { id, owner, isOwn, isGoverned, isGuest, session, grant } = row
  if (isOwn) return { id, owner, mode: 'owner', session: null, grant: 'owner' }
  if (!row.mode || !grant) return null
  const mode = isGoverned ? row.mode : atMostView(row.mode)
  if (session === null) return { id, owner, mode, session, grant }
  // Guests have the session's own canvas.
  if (isGuest) return null
  const asked = phases.get(session) ?? sessionPhaseOf(session)
  phases.set(session, asked)
  const phase = await asked
  if (!phase) return null
  return {
    id,
    owner,
    mode: phase.state === 'ended' ? atMostView(mode) : mode,
    session,
    grant: `${grant} ${phase.tie}`,
  }
}
