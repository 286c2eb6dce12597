import db from '@adonisjs/lucid/services/db'
import type { EmbeddedDatabase } from '#database/embedded/embedded_database'

let database: EmbeddedDatabase | undefined

/** Called once by the test runner. */
export function setTestDatabase(started: EmbeddedDatabase): void {
  database = started
}

/** Runs one statement as the owner of the tables, for what a test must see or break beyond policies. */
export async function asOwner<Row = Record<string, unknown>>(
  sql: string,
  bindings: unknown[] = []
): Promise<Row[]> {
  if (!database) throw new Error('The test database has not been started')
  await database.becomeOwner()
  try {
    const result = await db.rawQuery<{ rows: Row[] }>(sql, bindings)
    return result.rows
  } finally {
    await database.becomeApplication()
  }
}
