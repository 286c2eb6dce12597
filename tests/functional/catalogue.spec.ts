import { test } from '@japa/runner'
import { asOwner } from '#tests/support/database'

/** Tables without an organisation, and why. Everything else has the column. */
const APPLIANCE_WIDE: Record<string, string> = {
  organisations: 'is the organisation itself',
  people: 'a person may belong to several organisations; memberships carry them',
  password_resets: 'belong to a person, whose password counts in every organisation',
  mailbox_messages: 'go to people of any organisation, and are read by operators alone',
  audit_pending: 'serves the log of the whole appliance, and names entries alone',
  audit_tree: 'serves the log of the whole appliance',
  audit_leaves: 'serves the log of the whole appliance, and names entries alone',
  audit_nodes: 'holds hashes of the log of the whole appliance',
  audit_signing_keys: 'sign the log of the whole appliance',
  audit_checkpoints: 'vouch for the log of the whole appliance',
  mail_server: 'is what the whole appliance knows of its mail server',
  licence: 'is given to the whole appliance',
  clock_seen: 'is what the whole appliance remembers of its clock',
  key_ring: 'names the appliance key that wraps now',
  schedules: 'name what the whole appliance repeats',
  event_stream: 'is what the appliance remembers of its stream of events',
  event_consumers: 'name who reacts to events, in every organisation',
  adonis_schema: 'is kept by the migrations; the application has no grant on it',
  adonis_schema_versions: 'is kept by the migrations; the application has no grant on it',
}

/** Tables that the application may do less with than read, add, change and delete. */
const NARROWER_GRANTS: Record<string, string> = {
  organisations: 'INSERT SELECT UPDATE',
  people: 'INSERT SELECT UPDATE',
  audit_entries: 'INSERT SELECT',
  event_stream: 'SELECT UPDATE',
  audit_pending: 'DELETE INSERT SELECT',
  audit_tree: 'INSERT SELECT UPDATE',
  audit_leaves: 'INSERT SELECT',
  audit_nodes: 'INSERT SELECT',
  audit_signing_keys: 'INSERT SELECT',
  audit_checkpoints: 'INSERT SELECT',
  mail_server: 'INSERT SELECT UPDATE',
  licence: 'INSERT SELECT UPDATE',
  clock_seen: 'INSERT SELECT UPDATE',
  data_keys: 'INSERT SELECT UPDATE',
  key_ring: 'INSERT SELECT UPDATE',
  adonis_schema: '',
  adonis_schema_versions: '',
}

const WITH_ORGANISATION = `
  select c.oid, c.relname as name from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`

const TABLES = `
  select c.oid, c.relname as name from pg_class c
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`

const CANONICAL = `(organisation_id = ( SELECT (NULLIF(current_setting('app.organisation_id'::text, true), ''::text))::uuid AS "nullif"))`

async function names(sql: string, bindings: unknown[] = []): Promise<string[]> {
  const rows = await asOwner<{ name: string }>(sql, bindings)
  return rows.map(({ name }) => name)
}

test.group('The database', () => {
  test('lets the application own nothing and bypass nothing', async ({ assert }) => {
    const roles = await asOwner(`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin,
        (select count(*)::int from pg_class where relowner = r.oid) as owned,
        (select count(*)::int from pg_auth_members where member = r.oid) as memberships
      from pg_roles r where rolname = 'belvedere_application'`)
    assert.deepEqual(roles, [
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolcanlogin: false,
        owned: 0,
        memberships: 0,
      },
    ])
  })

  test('grants the application no more than the list says', async ({ assert }) => {
    const rows = await asOwner<{ name: string; verbs: string }>(`
      select t.name, coalesce((
        select string_agg(distinct privilege_type, ' ' order by privilege_type)
        from information_schema.role_table_grants g
        where g.table_schema = 'public' and g.table_name = t.name
          and g.grantee in ('belvedere_application', 'PUBLIC')
      ), '') as verbs
      from (${TABLES}) t`)
    const wider = rows.filter(({ name, verbs }) => {
      const allowed = NARROWER_GRANTS[name] ?? 'DELETE INSERT SELECT UPDATE'
      return verbs.split(' ').some((verb) => !allowed.split(' ').includes(verb) && verb !== '')
    })
    assert.deepEqual(wider, [])
  })

  test('lets the application read no table that runs as its owner through a view', async ({
    assert,
  }) => {
    const views = await names(`
      select relname as name from pg_class
      where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace
        and not coalesce('security_invoker=true' = any(reloptions), false)
        and has_table_privilege('belvedere_application', oid, 'select')`)
    assert.deepEqual(views, [])
  })

  test('has no function that works with its owner’s rights', async ({ assert }) => {
    const functions = await names(`
      select proname as name from pg_proc
      where pronamespace = 'public'::regnamespace and prosecdef`)
    assert.deepEqual(functions, [])
  })
})

test.group('Every table', () => {
  test('belongs to organisations or is on the list of those that do not', async ({ assert }) => {
    const found = await names(
      `select name from (${TABLES}) t where name not in (select name from (${WITH_ORGANISATION}) o)`
    )
    assert.deepEqual(
      found.filter((name) => !(name in APPLIANCE_WIDE)),
      []
    )
  })

  test('that the application may touch forces row-level security', async ({ assert }) => {
    const bare = await names(`
      select t.name from (${TABLES}) t join pg_class c on c.oid = t.oid
      where not (c.relrowsecurity and c.relforcerowsecurity)
        and has_table_privilege('belvedere_application', t.oid, 'select, insert, update, delete')`)
    assert.deepEqual(bare, [])
  })

  test('is written by no policy that allows everything', async ({ assert }) => {
    const open = await asOwner(`
      select tablename, policyname from pg_policies
      where schemaname = 'public' and ('true' in (qual, with_check))`)
    assert.deepEqual(open, [])
  })
})

test.group('Every table with organisation_id', () => {
  test('forces row-level security', async ({ assert }) => {
    const bare = await names(`
      select t.name from (${WITH_ORGANISATION}) t join pg_class c on c.oid = t.oid
      where not (c.relrowsecurity and c.relforcerowsecurity)`)
    assert.deepEqual(bare, [])
  })

  test('has a policy of the canonical form for every verb', async ({ assert }) => {
    const without = await names(
      `select t.name from (${WITH_ORGANISATION}) t where not exists (
         select from pg_policies p
         where p.schemaname = 'public' and p.tablename = t.name and p.cmd = 'ALL'
           and p.qual = ? and p.with_check = ?)`,
      [CANONICAL, CANONICAL]
    )
    assert.deepEqual(without, [])
  })

  test('has an index that leads with it', async ({ assert }) => {
    const without = await names(`
      select t.name from (${WITH_ORGANISATION}) t where not exists (
        select from pg_index i join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
        where i.indrelid = t.oid and i.indpred is null and a.attname = 'organisation_id')`)
    assert.deepEqual(without, [])
  })

  test('refers to others of its kind by keys that carry it', async ({ assert }) => {
    const bare = await names(`
      select conrelid::regclass || ' to ' || confrelid::regclass as name
      from pg_constraint k
      where contype = 'f'
        and conrelid in (select oid from (${WITH_ORGANISATION}) t)
        and confrelid in (select oid from (${WITH_ORGANISATION}) t)
        and not exists (
          select from unnest(k.conkey, k.confkey) as pair(own, other)
          join pg_attribute o on o.attrelid = k.conrelid and o.attnum = pair.own
          join pg_attribute f on f.attrelid = k.confrelid and f.attnum = pair.other
          where o.attname = 'organisation_id' and f.attname = 'organisation_id')`)
    assert.deepEqual(bare, [])
  })
})
