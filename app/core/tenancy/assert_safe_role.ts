import type { Database } from '@adonisjs/lucid/database'
import { namedDatabaseError } from './database_faults.js'

/** The database role of this process could read across organisations. */
export class UnsafeRoleError extends Error {
  override name = 'UnsafeRoleError'
}

const QUERY = `
  select current_user as role, r.rolsuper as superuser, r.rolbypassrls as bypass,
    exists (
      select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'usage')
    ) as owner,
    to_regclass('public.organisations') is not null as migrated
  from pg_roles r where r.rolname = current_user`

/**
 * Refuses a role that row-level security does not bind.
 *
 * @throws DatabaseUnavailableError; UnsafeRoleError when the role is a superuser, has BYPASSRLS or owns tables, or when the
 *   database has not been migrated
 */
export async function assertSafeRole(database: Database): Promise<void> {
  const row = await findRole(database)
  if (!row) throw new UnsafeRoleError('DATABASE_URL: the database does not know its own role')
  const reason = row.superuser
    ? 'is a superuser'
    : row.bypass
      ? 'has BYPASSRLS'
      : row.owner
        ? 'owns tables'
        : undefined
  if (reason) {
    throw new UnsafeRoleError(
      `DATABASE_URL: the role "${row.role}" ${reason}, so row-level security would not bind it. Use a plain role and set DATABASE_OWNER_URL for migrations.`
    )
  }
  if (!row.migrated) {
    throw new UnsafeRoleError(
      'DATABASE_URL: the database has no tables yet. Set DATABASE_OWNER_URL and run the migrations first.'
    )
  }
}

async function findRole(database: Database) {
  try {
    const { rows } = await database.rawQuery<{
      rows: {
        role: string
        superuser: boolean
        bypass: boolean
        owner: boolean
        migrated: boolean
      }[]
    }>(QUERY)
    return rows[0]
  } catch (error) {
    throw namedDatabaseError('DATABASE_URL', error)
  }
}
