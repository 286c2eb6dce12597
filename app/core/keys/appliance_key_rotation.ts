import { audit } from '#core/audit/audit'
import { tenancy } from '#core/tenancy/tenancy'
import {
  keySource,
  newApplianceKey,
  readKeyFile,
  withoutOlderKeys,
  writeKeyFile,
  type ApplianceKey,
} from './appliance_key.js'
import { exportKeys } from './key_export.js'
import { applianceKeyOf, beginRing, heldRing, toWrappingKey } from './key_ring.js'
import type { DataKeyRow } from './data_keys.js'
import { unwrapKey, wrapKey } from './wrapping.js'

/** What is still to be done by the operator after the appliance key was replaced. */
export interface Rotation {
  /**
   * Null when nothing is. Otherwise the key file that APPLIANCE_KEY_FILE should name from now on;
   * `adding` brings a new version, `removing` takes the older ones away.
   */
  mount: { path: string; why: 'adding' | 'removing' } | null
}

/**
 * Replaces the appliance key without a pause: a new version is added to the file, every key is
 * wrapped by it, and the older ones are removed. What reads and writes meanwhile goes on.
 *
 * A file that is passed in cannot be written: the first call leaves beside the state what it should
 * become, and once that is mounted a second one goes on.
 *
 * @param first what else is done in the same transaction, inside a scope of the operator
 * @throws ApplianceKeyError
 */
export async function replaceApplianceKey(first: () => Promise<void>): Promise<Rotation> {
  const source = keySource()
  const added = await tenancy.system('operator', async () => {
    // Whoever else replaces the key waits here, and everybody who wraps something new.
    const held = (await heldRing('update')) ?? (await beginRing())
    const { keys, cookieSecrets } = readKeyFile(source)
    const newest = keys[0]
    if (source.isPassedIn && newest?.id === held) {
      return writeKeyFile({ keys: [newApplianceKey(), ...keys], cookieSecrets }, source)
    }
    const next = source.isPassedIn && newest ? newest : newApplianceKey()
    await audit.record({ action: 'core.applianceKeyReplaced', subject: { kind: 'applianceKey' } })
    await first()
    if (!source.isPassedIn) writeKeyFile({ keys: [next, ...keys], cookieSecrets }, source)
    await wrapAllBy(next)
    await tenancy.client().rawQuery('update key_ring set wrapped_by = ?', [next.id])
    return null
  })
  if (added) return { mount: { path: added, why: 'adding' } }
  // Older exports open with nothing once the older versions are gone.
  await exportKeys()
  const path = await giveUpOlderKeys()
  return { mount: source.isPassedIn ? { path, why: 'removing' } : null }
}

/** Wraps every key of an organisation and the appliance's own once more; people's hang on theirs. */
async function wrapAllBy(next: ApplianceKey): Promise<void> {
  const client = tenancy.client()
  const { rows } = await client.rawQuery<{ rows: (DataKeyRow & { wrapped: Uint8Array })[] }>(
    `select organisation_id, person_id, version, wrapped, wrapped_by from data_keys
     where person_id is null and wrapped is not null and wrapped_by = any (?::text[])`,
    // What no version opens any more came with an old backup and stays as it is.
    [readKeyFile().keys.map(({ id }) => id)]
  )
  for (const { organisation_id: organisation, version, wrapped, wrapped_by } of rows) {
    const holder = { organisation }
    const key = unwrapKey(applianceKeyOf(wrapped_by), holder, { version, wrapped })
    await client.rawQuery(
      `update data_keys set wrapped = ?, wrapped_by = ?
       where organisation_id is not distinct from nullif(?, '')::uuid and person_id is null
         and version = ?`,
      [wrapKey(toWrappingKey(next), holder, { version, key }), next.id, organisation ?? '', version]
    )
  }
}

/** Removes older versions from the file, unless another process is replacing the key just now. */
function giveUpOlderKeys(): Promise<string> {
  return tenancy.system('operator', async () => {
    const held = await heldRing('update')
    const file = readKeyFile()
    const isNewest = file.keys[0]?.id === held
    return writeKeyFile(isNewest ? withoutOlderKeys(file) : file)
  })
}
