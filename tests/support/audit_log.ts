import { audit } from '#core/audit/audit'
import { sequenceEntries } from '#core/audit/sequence_entries'
import { tenancy } from '#core/tenancy/tenancy'
import { asOwner } from './database.js'
import { makePerson, type TestPerson } from './people.js'

/** Writes down something that a test has done. */
export const record = ({ organisation, id }: TestPerson, count = 1, address = '192.0.2.7') =>
  tenancy.run({ organisation, person: id }, () =>
    audit.record({
      action: 'test.done',
      subject: { kind: 'person', id },
      details: { count },
      personal: { of: { organisation, person: id }, data: { address } },
    })
  )

/** Does what only a superuser can: the triggers that protect the log look away. */
export async function asSuperuser(...statements: string[]): Promise<void> {
  const tables = ['audit_entries', 'audit_leaves', 'audit_nodes', 'audit_checkpoints']
  for (const table of tables) await asOwner(`alter table ${table} disable trigger user`)
  for (const statement of statements) await asOwner(statement)
  for (const table of tables) await asOwner(`alter table ${table} enable trigger user`)
}

/** The place of the last entry. */
export const lastIndex = async () => {
  const [row] = await asOwner<{ index: string }>('select max(index) as index from audit_leaves')
  return Number(row?.index)
}

/** The entry in a place; empty when there is none. */
export const idOf = async (index: number) => {
  const [row] = await asOwner<{ id: string }>(
    'select entry_id as id from audit_leaves where index = ?',
    [index]
  )
  return row?.id ?? ''
}

/** Five entries that have their places; the index of the third. */
export async function makeEntries(): Promise<number> {
  const person = await makePerson('owner')
  for (let count = 0; count < 5; count++) await record(person, count)
  await sequenceEntries()
  return (await lastIndex()) - 2
}

/**
 * Keeps the log aside, because what a test breaks would stay broken for the others; gives what puts
 * it back.
 */
export async function keepLog(): Promise<() => Promise<void>> {
  await sequenceEntries()
  const tables = ['audit_entries', 'audit_leaves', 'audit_nodes', 'audit_checkpoints']
  for (const table of tables) {
    await asOwner(`drop table if exists kept_${table}`)
    await asOwner(`create table kept_${table} as table ${table}`)
  }
  const [tree] = await asOwner<{ size: string }>('select size from audit_tree')
  return () =>
    asSuperuser(
      ...tables.toReversed().flatMap((table) => [`delete from ${table}`]),
      ...tables.flatMap((table) => [
        `insert into ${table} table kept_${table}`,
        `drop table kept_${table}`,
      ]),
      'delete from audit_pending',
      `update audit_tree set size = ${tree?.size ?? 0}`
    )
}
