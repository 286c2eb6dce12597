import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { v7 as newId } from 'uuid'
import { keysToSeal } from '#core/keys/keys'
import { tenancy } from '#core/tenancy/tenancy'
import { loadDocument, type CanvasScope } from '../server/canvas_store.js'
import { holderOf } from '../server/sealed_canvas.js'
import { MOST_NAMED, MOST_UNNAMED, RESTORING_S, type VersionKind } from './version.js'
import { versionErrors } from './version_errors.js'

const pack = promisify(gzip)

/** Where name and document of a version are sealed. */
export const versionPlace = (row: string, column: 'name' | 'document') => ({
  table: 'canvas_versions',
  column,
  row,
})

/** A version to be kept; one of the kind `kept` has a name. */
export type NewVersion = { kind: 'kept'; name: string } | { kind: Exclude<VersionKind, 'kept'> }

const MAY_BE_KEPT_ALREADY: ReadonlySet<VersionKind> = new Set([
  'sessionStart',
  'sessionEnd',
  'beforeTemplate',
])

/**
 * Keeps what is stored of a canvas as a version, sealed as the canvas is. Of those without a name
 * the oldest beyond `MOST_UNNAMED` go. Opens scopes of its own, because packing takes a while.
 *
 * @param scope in which the canvas is stored; `by` is who asks for the version
 * @returns its id; null when nothing has been drawn, or at the turn of a session nothing new
 * @throws versions.tooManyKept, versions.restoring when a restore is under way by somebody else
 */
export async function keepVersion(
  scope: CanvasScope,
  canvas: string,
  version: NewVersion,
  by = scope.person
): Promise<string | null> {
  const { document, sealedFor, keyVersion } = await loadDocument(scope, canvas)
  if (!document) return null
  const packed = await pack(document)
  return tenancy.run(scope, async () => {
    const client = tenancy.client()
    // One version at a time, so that two who restore at once hear of each other.
    await client.rawQuery('select from canvases where id = ? for update', [canvas])
    if (version.kind === 'kept') await refuseTooMany(canvas)
    if (version.kind === 'beforeRestore') await refuseTwo(canvas, by)
    const people = await takeActivity(canvas)
    // Where nothing has changed the last one is kept already, and another would drive an older one out.
    if (MAY_BE_KEPT_ALREADY.has(version.kind) && people.length === 0 && (await hasVersions(canvas)))
      return null
    const keys = await keysToSeal(holderOf(scope, sealedFor))
    // What was erased with its key must not come back under a new one.
    if (keys.isDestroyedFrom(keyVersion)) return null
    const id = newId()
    const name =
      version.kind === 'kept' ? keys.seal(versionPlace(id, 'name'), version.name) : undefined
    await client.table('canvas_versions').insert({
      id,
      organisation_id: scope.organisation,
      canvas_id: canvas,
      kind: version.kind,
      sealed_for: sealedFor,
      name,
      document: keys.seal(versionPlace(id, 'document'), packed),
      person_id: isAsked(version.kind) ? by : null,
      people,
    })
    await client.rawQuery(
      `delete from canvas_versions where id in (
         select id from canvas_versions where canvas_id = ? and kind <> 'kept'
         order by created_at desc, id desc offset ${MOST_UNNAMED})`,
      [canvas]
    )
    return id
  })
}

/** Whether a person asked for a version of this kind, and not time or the turn of a session. */
function isAsked(kind: VersionKind): boolean {
  return kind === 'kept' || kind === 'beforeRestore' || kind === 'beforeTemplate'
}

async function refuseTooMany(canvas: string): Promise<void> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { count: number }[] }>(
      `select count(*)::int as count from canvas_versions where canvas_id = ? and kind = 'kept'`,
      [canvas]
    )
  if ((rows[0]?.count ?? 0) >= MOST_NAMED) throw versionErrors.tooManyKept()
}

async function refuseTwo(canvas: string, person: string): Promise<void> {
  const { rows } = await tenancy.client().rawQuery<{ rows: unknown[] }>(
    `select from canvas_versions where canvas_id = ? and kind = 'beforeRestore' and person_id <> ?
       and created_at > now() - interval '${RESTORING_S} seconds' limit 1`,
    [canvas, person]
  )
  if (rows.length > 0) throw versionErrors.restoring({ retryAfter: RESTORING_S })
}

async function hasVersions(canvas: string): Promise<boolean> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: unknown[] }>('select from canvas_versions where canvas_id = ? limit 1', [
      canvas,
    ])
  return rows.length > 0
}

/** Who has drawn since the last version; the next one begins to count anew. */
async function takeActivity(canvas: string): Promise<string[]> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { people: string[] }[] }>(
      'delete from canvas_activity where canvas_id = ? returning people',
      [canvas]
    )
  return rows[0]?.people ?? []
}
