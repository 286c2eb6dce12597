import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { tenancy } from '#core/tenancy/tenancy'
import { live } from '#live'
import type { CanvasScope } from '../server/canvas_store.js'

/** What nodes tell each other: `<lease> <question>`, and the question when it is done. */
const STORE = 'canvas.store'
const STORED = 'canvas.stored'

/** How long a node that has a canvas may take to store it. Milliseconds. */
const PATIENCE = 2_000

const asked = new Map<string, () => void>()
live.onTold(STORED, (question) => asked.get(question)?.())

/**
 * Has what lies on a canvas stored now, on whichever node has it open.
 *
 * @returns whether it is stored: false when the node did not say so in time
 */
export async function storeRoom(scope: CanvasScope, canvas: string): Promise<boolean> {
  const { rows } = await tenancy.run(scope, () =>
    tenancy
      .client()
      .rawQuery<{ rows: { lease: string }[] }>(
        'select lease from canvas_rooms where canvas_id = ?',
        [canvas]
      )
  )
  const lease = rows[0]?.lease
  if (!lease) return true
  const question = randomUUID()
  const ended = new AbortController()
  const stored = new Promise<true>((resolve) => asked.set(question, () => resolve(true)))
  const late = wait(PATIENCE, false, { signal: ended.signal }).catch(() => false)
  live.tellNodes(STORE, `${lease} ${question}`)
  const isStored = await Promise.race([stored, late])
  ended.abort()
  asked.delete(question)
  return isStored
}

/** Calls back when a room that this node may have is to be stored now. */
export function onRoomToStore(listener: (lease: string, stored: () => void) => void): void {
  live.onTold(STORE, (text) => {
    const [lease = '', question = ''] = text.split(' ')
    listener(lease, () => live.tellNodes(STORED, question))
  })
}
