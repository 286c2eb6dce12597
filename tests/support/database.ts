import db from '@adonisjs/lucid/services/db'
import { Pool } from 'pg'
import type { EmbeddedDatabase } from '#database/embedded/embedded_database'

let database: EmbeddedDatabase | Pool | undefined

/** Called once by the test runner, with the embedded database or a superuser's address of another. */
export function setTestDatabase(started: EmbeddedDatabase | string | undefined): void {
  if (typeof started !== 'string') {
    database = started
    return
  }
  database = new Pool({ connectionString: started, max: 2 })
  // A test may take the database away from an idle connection.
  database.on('error', () => undefined)
}

/** Runs one statement as the owner of the tables, for what a test must see or break beyond policies. */
export async function asOwner<Row = Record<string, unknown>>(
  sql: string,
  bindings: unknown[] = []
): Promise<Row[]> {
  if (!database) throw new Error('The test database has not been started')
  if (database instanceof Pool) {
    let number = 0
    const numbered = sql.replaceAll('?', () => `$${++number}`)
    return (await database.query<Row & Record<string, unknown>>(numbered, bindings)).rows
  }
  await database.becomeOwner()
  try {
    const result = await db.rawQuery<{ rows: Row[] }>(sql, bindings)
    return result.rows
  } finally {
    await database.becomeApplication()
  }
}
