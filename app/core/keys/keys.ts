import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { tenancy } from '#core/tenancy/tenancy'
import { DataKeys, type DataKeyRow } from './data_keys.js'
import { ApplianceKeyError } from './appliance_key.js'
import { applianceKeyOf, currentWrappingKey } from './key_ring.js'
import type { KeyHolder } from './sealed_value.js'
import { newDataKey, wrapKey, type WrappingKey } from './wrapping.js'

/** What has been read in each scope. A key that is destroyed is gone with the next scope. */
const read = new WeakMap<TransactionClientContract, Map<string, DataKeys>>()

const nameOf = ({ organisation, person }: KeyHolder) => `${organisation ?? ''} ${person ?? ''}`

/**
 * The data keys of an organisation, of one person in it, or of the appliance, for opening what they
 * have sealed. Asks the database once in a scope. The scope is that of the organisation, or of a
 * part of the appliance that may see its keys.
 *
 * @throws NoScopeError outside a scope, ApplianceKeyError
 */
export async function keysToOpen(holder: KeyHolder): Promise<DataKeys> {
  const [keys] = await keysToOpenEach([holder])
  if (!keys) throw new Error('Each holder has keys')
  return keys
}

/** As `keysToOpen`, of several holders with one question. */
export async function keysToOpenEach(holders: readonly KeyHolder[]): Promise<DataKeys[]> {
  const client = tenancy.client()
  const known = read.get(client) ?? new Map<string, DataKeys>()
  read.set(client, known)
  const missing = holders.filter((holder) => !known.has(nameOf(holder)))
  if (missing.length > 0) await readInto(known, missing)
  return holders.map((holder) => known.get(nameOf(holder)) ?? new DataKeys(holder, [], () => null))
}

async function readInto(known: Map<string, DataKeys>, holders: readonly KeyHolder[]) {
  try {
    unwrapInto(known, holders, await select(holders))
  } catch (error) {
    if (!(error instanceof ApplianceKeyError)) throw error
    // The appliance key may have been replaced between question and answer.
    unwrapInto(known, holders, await select(holders))
  }
}

function unwrapInto(
  known: Map<string, DataKeys>,
  holders: readonly KeyHolder[],
  rows: readonly DataKeyRow[]
): void {
  for (const holder of holders) {
    const above = new DataKeys(
      { organisation: holder.organisation },
      rows.filter(isOf({ organisation: holder.organisation })),
      applianceKeyOf
    )
    const own = new DataKeys(holder, rows.filter(isOf(holder)), (name) => {
      const key = above.keyOf(Number(name))
      return key ? { name, key } : null
    })
    for (const keys of holder.person ? [above, own] : [above]) {
      // Unwrapped at once: the next moment the appliance key may be another.
      keys.unwrapNewest()
      known.set(nameOf(keys.holder), keys)
    }
  }
}

const isOf =
  ({ organisation, person }: KeyHolder) =>
  (row: DataKeyRow) =>
    row.organisation_id === organisation && row.person_id === (person ?? null)

async function select(holders: readonly KeyHolder[]): Promise<DataKeyRow[]> {
  const { rows } = await tenancy.client().rawQuery<{ rows: DataKeyRow[] }>(
    `select organisation_id, person_id, version, wrapped, wrapped_by from data_keys
     where (person_id is null or person_id = any (:people::uuid[]))
       and (organisation_id = any (:organisations::uuid[]) or organisation_id is null and :own)`,
    {
      people: holders.flatMap(({ person }) => person ?? []),
      organisations: holders.flatMap(({ organisation }) => organisation ?? []),
      own: holders.some(({ organisation }) => organisation === null),
    }
  )
  return rows
}

/**
 * As `keysToOpen`, and makes the holder a key unless there is one to seal with. Both are committed
 * with what is sealed, or neither is.
 *
 * @throws NoScopeError outside a scope, ApplianceKeyError
 */
export async function keysToSeal(holder: KeyHolder): Promise<DataKeys> {
  const keys = await keysToOpen(holder)
  if (keys.newest) return keys
  await addKey(keys)
  return reread(holder)
}

/** The keys of a holder as they are now, not as the scope has read them before. */
export function reread(holder: KeyHolder): Promise<DataKeys> {
  read.delete(tenancy.client())
  return keysToOpen(holder)
}

/** Makes the next version of a holder's key, unless somebody else just has. */
export async function addKey({ holder, lastVersion }: DataKeys): Promise<void> {
  const version = lastVersion + 1
  const by = await wrapperFor(holder)
  await tenancy.client().rawQuery(
    `insert into data_keys (organisation_id, person_id, version, wrapped, wrapped_by)
     values (nullif(?, '')::uuid, nullif(?, '')::uuid, ?, ?, ?) on conflict do nothing`,
    [
      holder.organisation ?? '',
      holder.person ?? '',
      version,
      wrapKey(by, holder, { version, key: newDataKey() }),
      by.name,
    ]
  )
}

async function wrapperFor({ organisation, person }: KeyHolder): Promise<WrappingKey> {
  if (!person) return currentWrappingKey()
  const { newest } = await keysToSeal({ organisation })
  if (!newest) throw new Error('An organisation has a key to wrap with')
  return { name: String(newest.version), key: newest.key }
}
