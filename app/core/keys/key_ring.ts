import { tenancy } from '#core/tenancy/tenancy'
import { ApplianceKeyError, readKeyFile, type ApplianceKey } from './appliance_key.js'
import type { WrappingKey } from './wrapping.js'

/**
 * A version of the appliance key.
 *
 * @throws ApplianceKeyError when the key file does not hold it
 */
export function applianceKeyOf(id: string): WrappingKey {
  const key = readKeyFile().keys.find((each) => each.id === id)
  if (!key) {
    throw new ApplianceKeyError(
      `The key file does not hold the appliance key ${id}, which keys in the database are wrapped by. Is it the file of another appliance, or older than the database?`
    )
  }
  return toWrappingKey(key)
}

/** An appliance key as what wraps others. */
export function toWrappingKey({ id, key }: ApplianceKey): WrappingKey {
  return { name: id, key }
}

/**
 * Which version of the appliance key wraps now. It stays so until the current scope ends: replacing
 * the key waits for it, so that nothing is ever wrapped by a key that has just been given up.
 *
 * @throws ApplianceKeyError when the key file does not hold it
 */
export async function currentWrappingKey(): Promise<WrappingKey> {
  const id = (await heldRing('share')) ?? (await beginRing())
  return applianceKeyOf(id)
}

/** Holds the ring until the current scope ends; null while nothing has been wrapped yet. */
export async function heldRing(strength: 'share' | 'update'): Promise<string | null> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { wrapped_by: string }[] }>(`select wrapped_by from key_ring for ${strength}`)
  return rows[0]?.wrapped_by ?? null
}

/** Begins with the newest version of this process, unless another process has just begun. */
export async function beginRing(): Promise<string> {
  const [newest] = readKeyFile().keys
  await tenancy
    .client()
    .rawQuery('insert into key_ring (wrapped_by) values (?) on conflict do nothing', [
      newest?.id ?? '',
    ])
  return (await heldRing('share')) ?? ''
}

/**
 * Refuses the key file of another appliance before anything is served.
 *
 * @throws ApplianceKeyError
 */
export async function assertKeyFits(): Promise<void> {
  const { rows } = await tenancy.system('operator', () =>
    tenancy
      .client()
      .rawQuery<{ rows: { wrapped_by: string }[] }>('select wrapped_by from key_ring', [])
  )
  if (rows[0]) applianceKeyOf(rows[0].wrapped_by)
}
