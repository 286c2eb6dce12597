import { keysToOpen, keysToSeal } from '#core/keys/keys'
import { keyVersionOf } from '#core/keys/sealed_value'
import { tenancy } from '#core/tenancy/tenancy'
import type { CanvasScope } from '../server/canvas_store.js'
import { holderOf } from '../server/sealed_canvas.js'
import { versionPlace } from './keep_version.js'

interface Row {
  sealed_for: string | null
  name: Uint8Array | null
  document: Uint8Array
}

type Scope = Pick<CanvasScope, 'organisation'>

/** Seals versions of an organisation's shared canvases with its newest key, one scope for each. */
export async function sealVersionsAnew(organisation: string): Promise<void> {
  const { rows } = await tenancy.run({ organisation }, () =>
    tenancy
      .client()
      .rawQuery<{ rows: { id: string }[] }>(
        'select id from canvas_versions where sealed_for is null',
        []
      )
  )
  for (const { id } of rows) {
    await tenancy.run({ organisation }, () => sealVersion({ organisation }, id, null))
  }
}

/**
 * Seals versions of a shared canvas with the newest key of whoever it belongs to from now on: its
 * owner, or the organisation when null. What was kept while it was private stays its owner's, whom
 * it is shared with later does not see it. Call it inside the scope of its owner.
 */
export async function sealVersionsFor(
  scope: Scope,
  canvas: string,
  owner: string | null
): Promise<void> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { id: string }[] }>(
      'select id from canvas_versions where canvas_id = ? and sealed_for is null',
      [canvas]
    )
  for (const { id } of rows) await sealVersion(scope, id, owner)
}

/** Seals one version with the newest key of a holder; one that was erased stays as it is. */
async function sealVersion(scope: Scope, id: string, owner: string | null): Promise<void> {
  const client = tenancy.client()
  const { rows } = await client.rawQuery<{ rows: Row[] }>(
    'select sealed_for, name, document from canvas_versions where id = ? for update',
    [id]
  )
  const version = rows[0]
  if (!version) return
  const to = await keysToSeal(holderOf(scope, owner))
  const isDone =
    version.sealed_for === owner && keyVersionOf(version.document) === to.newest?.version
  if (isDone) return
  const from = await keysToOpen(holderOf(scope, version.sealed_for))
  const document = from.open(versionPlace(id, 'document'), version.document)
  const name = version.name && from.open(versionPlace(id, 'name'), version.name)
  if (!document) return
  await client
    .from('canvas_versions')
    .where({ id })
    .update({
      sealed_for: owner,
      document: to.seal(versionPlace(id, 'document'), document),
      name: name && to.seal(versionPlace(id, 'name'), name),
    })
}
