import { v7 as newId } from 'uuid'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { writeName } from '../canvas_name.js'
import { canvasErrors } from '../errors.js'

/** Most canvases of one person. */
const MOST_CANVASES = 200

/**
 * Begins a private canvas. Call it inside the scope of who shall own it.
 *
 * @returns its id
 * @throws canvas.tooMany
 */
export async function createCanvas(
  { organisation, person }: Required<Tenant>,
  name: string
): Promise<string> {
  const client = tenancy.client()
  const { rows } = await client.rawQuery<{ rows: { count: number }[] }>(
    'select count(*)::int as count from canvases where owner_id = ?',
    [person]
  )
  if ((rows[0]?.count ?? 0) >= MOST_CANVASES) throw canvasErrors.tooMany()
  const id = newId()
  await client.table('canvases').insert({ id, organisation_id: organisation, owner_id: person })
  await writeName(organisation, { id, owner: person, isShared: false }, name)
  return id
}
