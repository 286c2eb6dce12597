import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { tenancy } from '#core/tenancy/tenancy'
import { DataKeys, type DataKeyRow } from './data_keys.js'
import { applianceKeyOf, currentWrappingKey } from './key_ring.js'
import type { KeyHolder } from './sealed_value.js'
import { newDataKey, wrapKey, type WrappingKey } from './wrapping.js'

/** What has been read in each scope. A key that is destroyed is gone with the next scope. */
const read = new WeakMap<TransactionClientContract, Map<string, DataKeyRow[]>>()

const nameOf = ({ organisation, person }: KeyHolder) => `${organisation ?? ''} ${person ?? ''}`

/**
 * The data keys of an organisation, of one person in it, or of the appliance, for opening what they
 * have sealed. Asks the database once in a scope. The scope is that of the organisation, or of a
 * part of the appliance that may see its keys.
 *
 * @throws NoScopeError outside a scope
 */
export async function keysToOpen(holder: KeyHolder): Promise<DataKeys> {
  const [keys] = await keysToOpenEach([holder])
  if (!keys) throw new Error('Each holder has keys')
  return keys
}

/** As `keysToOpen`, of several holders with one question. */
export async function keysToOpenEach(holders: readonly KeyHolder[]): Promise<DataKeys[]> {
  const client = tenancy.client()
  const known = read.get(client) ?? new Map<string, DataKeyRow[]>()
  read.set(client, known)
  const missing = holders.filter((holder) => !known.has(nameOf(holder)))
  if (missing.length > 0) {
    const rows = await select(missing)
    for (const holder of missing) {
      known.set(nameOf(holder), rows.filter(isOf(holder)))
      const organisation = { organisation: holder.organisation }
      known.set(nameOf(organisation), rows.filter(isOf(organisation)))
    }
  }
  return holders.map((holder) => assemble(holder, known))
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

function assemble(holder: KeyHolder, known: Map<string, DataKeyRow[]>): DataKeys {
  const rows = known.get(nameOf(holder)) ?? []
  if (!holder.person) return new DataKeys(holder, rows, applianceKeyOf)
  const above = assemble({ organisation: holder.organisation }, known)
  return new DataKeys(holder, rows, (name) => {
    const key = above.keyOf(Number(name))
    return key ? { name, key } : null
  })
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
