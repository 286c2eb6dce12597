import { v7 as newId } from 'uuid'
import { findPersonByAddress } from '#accounts'
import { coreErrors } from '#core/errors/core_errors'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { live } from '#live'
import { findSessionAccess } from '#programs'
import { canvasErrors } from '../errors.js'
import type { SharedMode } from '../policies/canvas_modes.js'
import { findOwnCanvas, type OwnCanvas } from '../queries/find_own_canvas.js'
import { makeShared } from '../server/seal_anew.js'
import { shareChannelOf } from '../server/visits.js'

/** Whom a canvas is shared with: a person, by their address, or who takes part in a session. */
export type ShareWith = { email: string } | { session: string }

/** Most people and sessions that one canvas is shared with. */
const MOST_SHARES = 100

/**
 * Shares a canvas, or changes the mode in which it is. Who has it open under another mode is asked
 * anew on every node.
 *
 * @throws core.notFound, core.forbidden, canvas.unknownPerson, canvas.unknownSession,
 *   canvas.sharedEnough
 */
export function shareCanvas(
  { organisation, person }: Required<Tenant>,
  id: string,
  share: ShareWith,
  mode: SharedMode
): Promise<void> {
  return tenancy.run({ organisation, person }, async () => {
    const canvas = await findOwnCanvas(id)
    const who = 'email' in share ? await personOf(share, person) : await sessionOf(share)
    const { rows } = await tenancy
      .client()
      .rawQuery<{ rows: { count: number }[] }>(
        'select count(*)::int as count from canvas_shares where canvas_id = ?',
        [id]
      )
    if ((rows[0]?.count ?? 0) >= MOST_SHARES) throw canvasErrors.sharedEnough()
    const wasPrivate = await makeShared(organisation, id, true)
    await tenancy
      .client()
      .table('canvas_shares')
      .insert({
        id: newId(),
        organisation_id: organisation,
        canvas_id: id,
        owner_id: canvas.owner,
        ...who,
        mode,
        grant_id: newId(),
      })
      .onConflict(['organisation_id', 'canvas_id', 'person_id', 'session_id'])
      .merge(['mode', 'grant_id'])
    askAnew(canvas, wasPrivate ? [] : [who])
  })
}

/**
 * Changes the mode of one share.
 *
 * @throws core.notFound, core.forbidden
 */
export function changeShare(
  tenant: Required<Tenant>,
  id: string,
  share: string,
  mode: SharedMode
): Promise<void> {
  return tenancy.run(tenant, async () => {
    const canvas = await findOwnCanvas(id)
    const { rows } = await tenancy.client().rawQuery<{ rows: Concerned[] }>(
      `update canvas_shares set mode = ?, grant_id = ?
       where canvas_id = ? and id::text = ? returning person_id, session_id`,
      [mode, newId(), id, share]
    )
    if (rows.length === 0) throw coreErrors.notFound()
    askAnew(canvas, rows)
  })
}

/**
 * Takes a share away. With the last one the canvas is private again, and sealed with its owner's key.
 *
 * @param share its id; undefined for all
 * @throws core.notFound, core.forbidden
 */
export function endShare(tenant: Required<Tenant>, id: string, share?: string): Promise<void> {
  return tenancy.run(tenant, async () => {
    const canvas = await findOwnCanvas(id)
    const client = tenancy.client()
    const { rows } = await client.rawQuery<{ rows: Concerned[] }>(
      `delete from canvas_shares
       where canvas_id = ? ${share === undefined ? '' : 'and id::text = ?'} returning person_id, session_id`,
      share === undefined ? [id] : [id, share]
    )
    if (share !== undefined && rows.length === 0) throw coreErrors.notFound()
    const left = await client.rawQuery<{ rows: unknown[] }>(
      'select from canvas_shares where canvas_id = ? limit 1',
      [id]
    )
    const isLast = left.rows.length === 0
    const isPrivateNow = isLast && (await makeShared(tenant.organisation, id, false))
    askAnew(canvas, isPrivateNow ? [] : rows)
  })
}

/** Whom a share is for. */
interface Concerned {
  person_id: string | null
  session_id: string | null
}

/**
 * Who has it open because of these shares comes back at once, on every node, with what they may do
 * now or not at all; everybody when there are none, since it is sealed with another key.
 */
function askAnew({ id }: OwnCanvas, concerned: readonly Concerned[]): void {
  tenancy.afterCommit(() => {
    if (concerned.length === 0) return live.close({ channel: `canvas:${id}` })
    for (const { person_id: person, session_id: session } of concerned) {
      if (person !== null) live.close({ channel: `canvas:${id}`, person })
      if (session !== null) live.close({ channel: shareChannelOf(id, session) })
    }
  })
}

async function personOf({ email }: { email: string }, owner: string): Promise<Concerned> {
  const person = await findPersonByAddress(email)
  if (person === null || person === owner) throw canvasErrors.unknownPerson({ field: 'email' })
  return { person_id: person, session_id: null }
}

async function sessionOf({ session }: { session: string }): Promise<Concerned> {
  if (!(await findSessionAccess(session))) throw canvasErrors.unknownSession({ field: 'session' })
  return { person_id: null, session_id: session }
}
