import { keysToOpenEach } from '#core/keys/keys'
import { tenancy } from '#core/tenancy/tenancy'
import type { CanvasScope } from '../server/canvas_store.js'
import { holderOf } from '../server/sealed_canvas.js'
import { versionPlace } from './keep_version.js'
import type { ListedVersion, VersionKind } from './version.js'

interface Row {
  id: string
  kind: VersionKind
  sealed_for: string | null
  name: Uint8Array | null
  person_id: string | null
  people: string[]
  created_at: Date
}

/** The versions of a canvas, the newest first. Call it inside a scope of who may see the canvas. */
export async function listVersions(scope: CanvasScope, canvas: string): Promise<ListedVersion[]> {
  const { rows } = await tenancy.client().rawQuery<{ rows: Row[] }>(
    `select id, kind, sealed_for, name, person_id, people, created_at from canvas_versions
     where canvas_id = ? order by created_at desc, id desc`,
    [canvas]
  )
  const names = await namesOf(rows.flatMap(({ people, person_id: by }) => [...people, by ?? []]))
  const keys = await keysToOpenEach(rows.map((row) => holderOf(scope, row.sealed_for)))
  return rows.map((row, index) => {
    const opened = row.name && keys[index]?.open(versionPlace(row.id, 'name'), row.name)
    return {
      id: row.id,
      kind: row.kind,
      name: opened?.toString('utf8') ?? null,
      at: row.created_at.toISOString(),
      by: (row.person_id && names.get(row.person_id)) || null,
      people: row.people.flatMap((person) => names.get(person) ?? []).sort(),
    }
  })
}

/** The names of people who are still in the organisation. */
async function namesOf(people: (string | never[])[]): Promise<Map<string, string>> {
  const { rows } = await tenancy.client().rawQuery<{ rows: { id: string; name: string }[] }>(
    `select p.id, p.name from memberships m join people p on p.id = m.person_id
     where m.person_id = any (?::uuid[])`,
    [[...new Set(people.flat())]]
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
