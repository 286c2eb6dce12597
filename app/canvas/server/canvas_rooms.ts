import { setTimeout as wait } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { tenancy } from '#core/tenancy/tenancy'
import { live } from '#live'
import type { CanvasScope } from './canvas_store.js'

/** Another node has the canvas, and is about to let go of it. */
export class RoomTakenError extends Error {
  override name = 'RoomTakenError'
}

/** What nodes tell each other of a room, by its lease. */
const WANTED = 'canvas.wanted'
const FREED = 'canvas.freed'
const TAKEN = 'canvas.taken'

/** How long a node that has a canvas may take to store it and let go. Milliseconds. */
const PATIENCE = 1_000

const waiting = new Map<string, () => void>()
live.onTold(FREED, (lease) => waiting.get(lease)?.())

/**
 * Takes a canvas for this node. Another node that has it is asked to let go of it; when it does not
 * in time, the canvas is taken from it, and it cannot store it any more: those whose changes it has
 * confirmed lose nothing, because it confirms what it has stored, and the others bring theirs again.
 *
 * @returns the lease that the canvas can be stored with
 * @throws RoomTakenError when a third node was faster
 */
export async function takeRoom(scope: CanvasScope, canvas: string): Promise<string> {
  const lease = randomUUID()
  const holder = await take(scope, canvas, lease)
  if (!holder) return lease
  await ask(holder)
  if (await take(scope, canvas, lease, holder)) throw new RoomTakenError()
  live.tellNodes(TAKEN, holder)
  return lease
}

/** Lets go of a canvas, so that the next node need not wait. */
export async function freeRoom(scope: CanvasScope, lease: string): Promise<void> {
  await tenancy.run(scope, () => tenancy.client().from('canvas_rooms').where({ lease }).delete())
  live.tellNodes(FREED, lease)
}

/** Which of these leases still hold. */
export function findHeldRooms(leases: string[]): Promise<Set<string>> {
  return tenancy.system('canvas', async () => {
    const { rows } = await tenancy
      .client()
      .rawQuery<{ rows: { lease: string }[] }>(
        'select lease from canvas_rooms where lease = any(?::uuid[])',
        [leases]
      )
    return new Set(rows.map(({ lease }) => lease))
  })
}

/** Calls back when another node wants a room that this one may have, or has taken it. */
export function onRoomWanted(listener: (lease: string) => void): void {
  live.onTold(WANTED, listener)
  live.onTold(TAKEN, listener)
}

/**
 * One attempt. `from` is the lease that it may be taken from.
 *
 * @returns null when it was taken, otherwise the lease of who has it
 */
async function take(
  scope: CanvasScope,
  canvas: string,
  lease: string,
  from = lease
): Promise<string | null> {
  const { rows } = await tenancy.run(scope, () =>
    tenancy.client().rawQuery<{ rows: { mine: string | null; other: string | null }[] }>(
      `with taken as (
         insert into canvas_rooms (organisation_id, canvas_id, lease)
         values (:organisation, :canvas, :lease)
         on conflict (organisation_id, canvas_id) do update
           set lease = excluded.lease, taken_at = now() where canvas_rooms.lease = :from
         returning lease
       )
       select (select lease from taken) as mine,
         (select lease from canvas_rooms where canvas_id = :canvas) as other`,
      { organisation: scope.organisation, canvas, lease, from }
    )
  )
  if (rows[0]?.mine) return null
  // Whoever took it at the same moment is not to be seen yet.
  return rows[0]?.other ?? Promise.reject(new RoomTakenError())
}

async function ask(holder: string): Promise<void> {
  const ended = new AbortController()
  const freed = new Promise<void>((resolve) => waiting.set(holder, resolve))
  live.tellNodes(WANTED, holder)
  await Promise.race([freed, wait(PATIENCE, undefined, { signal: ended.signal }).catch(() => {})])
  ended.abort()
  waiting.delete(holder)
}
