import { keysToOpenEach, keysToSeal } from '#core/keys/keys'
import { keyVersionOf } from '#core/keys/sealed_value'
import { tenancy } from '#core/tenancy/tenancy'
import { holderOf } from '../server/sealed_canvas.js'
import { holdComments } from './comment_clock.js'
import { commentPlace } from './discussion.js'

interface Row {
  id: string
  sealed_for: string | null
  words: Uint8Array
}

/**
 * Seals what is said beside a canvas with the newest key of whoever the canvas is sealed for from
 * now on: its owner, or the organisation when null. What was erased stays as it is. Call it inside
 * the scope in which the canvas is sealed anew.
 */
export async function sealCommentsFor(
  organisation: string,
  canvas: string,
  sealedFor: string | null
): Promise<void> {
  const scope = { organisation }
  await holdComments(scope, canvas, 0)
  const client = tenancy.client()
  const { rows } = await client.rawQuery<{ rows: Row[] }>(
    `select id, sealed_for, words from canvas_comments where canvas_id = ? and words is not null`,
    [canvas]
  )
  if (rows.length === 0) return
  const to = await keysToSeal(holderOf(scope, sealedFor))
  const from = await keysToOpenEach(rows.map((row) => holderOf(scope, row.sealed_for)))
  for (const [index, { id, sealed_for: holder, words }] of rows.entries()) {
    if (holder === sealedFor && keyVersionOf(words) === to.newest?.version) continue
    const opened = from[index]?.open(commentPlace(id), words)
    if (!opened) continue
    await client
      .from('canvas_comments')
      .where({ canvas_id: canvas, id })
      .update({ sealed_for: sealedFor, words: to.seal(commentPlace(id), opened) })
  }
}
