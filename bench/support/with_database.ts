import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ignitor } from '@adonisjs/core'
import { EmbeddedDatabase } from '#database/embedded/embedded_database'
import { APP_ROOT, importer } from '../../bin/root.js'

/** Ways to a fresh embedded database, while a benchmark runs. */
export interface BenchDatabase {
  /** Runs statements as the owner of the tables. */
  asOwner: (sql: string) => Promise<void>
}

/**
 * Starts a fresh embedded database and the application without its server, and ends them after the
 * work..
 */
export async function withDatabase<Result>(
  work: (database: BenchDatabase) => Promise<Result>
): Promise<Result> {
  const home = mkdtempSync(join(tmpdir(), 'belvedere-bench-'))
  const embedded = await EmbeddedDatabase.start(join(home, 'database'))
  Object.assign(process.env, {
    BELVEDERE_HOME: home,
    DATABASE_URL: embedded.url,
    LOG_LEVEL: 'error',
  })
  const app = new Ignitor(APP_ROOT, { importer }).createApp('console')
  await app.init()
  await app.boot()
  try {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const asOwner = async (sql: string) => {
      await embedded.becomeOwner()
      await db.rawQuery(sql)
      await embedded.becomeApplication()
    }
    await asOwner('create role belvedere_application nologin')
    return await work({ asOwner })
  } finally {
    await app.terminate()
    await embedded.stop()
    rmSync(home, { recursive: true, force: true })
  }
}
