/** One thing of a schema that a program may rely on: what it is, its name, and how it is. */
export interface SchemaPart {
  kind: 'column' | 'constraint' | 'index' | 'policy' | 'grant' | 'trigger' | 'enum'
  table: string
  name: string
  /** Type, definition, … ; changed means that it is another. */
  is: string
  /** Whether a program that does not know it can still write rows: columns alone. */
  optional: boolean
}

/** Everything of the public schema that programs rely on, as `SchemaPart`s. */
export const SCHEMA_PARTS = `
  select 'column' as kind, c.relname as table, a.attname as name,
    format_type(a.atttypid, a.atttypmod) as is,
    not a.attnotnull or a.atthasdef or a.attidentity <> '' as optional
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relkind in ('r', 'p', 'v') and c.relnamespace = 'public'::regnamespace
    and a.attnum > 0 and not a.attisdropped
  union all
  select 'constraint', c.relname, o.conname, pg_get_constraintdef(o.oid), false
  from pg_constraint o join pg_class c on c.oid = o.conrelid
  where c.relnamespace = 'public'::regnamespace and o.contype <> 'n'
  union all
  select 'index', c.relname, i.relname, pg_get_indexdef(i.oid), not x.indisunique
  from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
  where c.relnamespace = 'public'::regnamespace
  union all
  select 'policy', tablename, policyname,
    concat_ws(' ', permissive, cmd, roles::text, qual, 'check', with_check), false
  from pg_policies where schemaname = 'public'
  union all
  select 'grant', table_name, grantee || ' ' || privilege_type, '', true
  from information_schema.role_table_grants where table_schema = 'public'
  union all
  select 'trigger', c.relname, t.tgname, pg_get_triggerdef(t.oid), false
  from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
  union all
  select 'enum', t.typname, e.enumlabel, '', true
  from pg_enum e join pg_type t on t.oid = e.enumtypid`

/**
 * What keeps a program made for one schema from working with a later one: what is gone or another,
 * and what is new and binds rows that the program writes.
 *
 * @returns one sentence for each; none when the later schema only adds
 */
export function whatDoesNotServe(
  before: readonly SchemaPart[],
  after: readonly SchemaPart[]
): string[] {
  const key = ({ kind, table, name }: SchemaPart) => `${kind} ${table}.${name}`
  const [earlier, later] = [before, after].map(
    (parts) => new Map(parts.map((part) => [key(part), part]))
  )
  const tables = new Set(before.map(({ table }) => table))
  const lost = before.flatMap((part) => {
    const now = later?.get(key(part))
    // An index that is no rule makes nothing right or wrong.
    if (part.kind === 'index' && part.optional) return []
    if (!now) return [`${key(part)} is gone`]
    if (now.is !== part.is) return [`${key(part)} was ${part.is} and is ${now.is}`]
    if (part.optional && !now.optional) return [`${key(part)} has to be given now`]
    return []
  })
  const binding = after.flatMap((part) =>
    !earlier?.has(key(part)) && tables.has(part.table) && !part.optional
      ? [`${key(part)} is new and binds what is written`]
      : []
  )
  return [...lost, ...binding]
}
