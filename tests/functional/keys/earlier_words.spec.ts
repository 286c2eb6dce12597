import { randomUUID } from 'node:crypto'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import type { BaseSchema } from '@adonisjs/lucid/schema'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { test } from '@japa/runner'
import { keysToOpen } from '#core/keys/keys'
import { EmbeddedDatabase } from '#database/embedded/embedded_database'
import { asMigration } from '#database/seal_rows'

interface MigrationFile {
  default: new (client: QueryClientContract, file: string, dryRun: boolean) => BaseSchema
}

const MIGRATIONS = globSync('database/migrations/*.ts').sort()
const SEALING = MIGRATIONS.findIndex((file) => basename(file).startsWith('0361_'))

async function migrate(client: QueryClientContract, files: string[]): Promise<void> {
  for (const file of files) {
    const { default: Migration }: MigrationFile = await import(resolve(file))
    await client.transaction((trx) => new Migration(trx, file, false).execUp())
  }
}

/** A database as the release before had it, which only this test uses. */
async function earlierDatabase() {
  const home = mkdtempSync(join(tmpdir(), 'belvedere-earlier-'))
  const embedded = await EmbeddedDatabase.start(join(home, 'database'))
  db.manager.add('earlier', { client: 'pg', connection: { connectionString: embedded.url } })
  const client = db.connection('earlier')
  await migrate(client, MIGRATIONS.slice(0, SEALING))
  const end = async () => {
    await db.manager.close('earlier', true)
    await embedded.stop()
    rmSync(home, { recursive: true, force: true })
  }
  return { client, end }
}

const [organisation, person, entry] = [randomUUID(), randomUUID(), randomUUID()]
const [gone, own, shared, mail] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]

test.group('Words of an earlier release', () => {
  test('are sealed by the migration, and none is lost', async ({ assert, cleanup }) => {
    const { client, end } = await earlierDatabase()
    cleanup(end)
    const insert = (table: string, row: Record<string, unknown>) =>
      client.table(table).insert({ organisation_id: organisation, ...row })
    await client.table('organisations').insert({ id: organisation, name: 'Harbour' })
    await client.table('people').insert({ id: person, name: 'Noa' })
    const words = { person_id: person, text: 'the bridge again', base: 'the bridge' }
    await insert('journal_entries', { ...words, id: entry, sequence: 1 })
    await insert('journal_entries', {
      ...{ person_id: person, id: gone, sequence: 2, text: '', deleted_at: new Date() },
    })
    await insert('sessions', {
      ...{ id: shared, title: 'Elsewhere', journey: '{}', locale: 'en' },
      ...{ admission: 'invited', join_code: 'ABCDEF' },
    })
    const document = Buffer.from([1, 2, 3])
    await insert('canvases', { id: own, owner_id: person, document })
    await insert('canvases', { id: shared, session_id: shared, document })
    await client
      .table('mailbox_messages')
      .insert({ id: mail, recipient: 'noa@example.org', subject: 'S', text: 'T', html: 'H' })

    await migrate(client, MIGRATIONS.slice(SEALING))

    await client.transaction((trx) =>
      asMigration(trx, async () => {
        const open = async (table: string, column: string, row: string, of?: string) => {
          const keys = await keysToOpen({ organisation, person: of })
          const [stored]: Record<string, Buffer>[] = await trx.from(table).where('id', row)
          return keys.open({ table, column, row }, stored?.[column] ?? Buffer.alloc(0))
        }
        const text = await open('journal_entries', 'text', entry, person)
        assert.equal(text?.toString(), 'the bridge again')
        const base = await open('journal_entries', 'base', entry, person)
        assert.equal(base?.toString(), 'the bridge')
        assert.deepEqual(await open('canvases', 'document', own, person), document)
        assert.deepEqual(await open('canvases', 'document', shared), document)
        const keys = await keysToOpen({ organisation: null })
        const [kept]: { content: Buffer }[] = await trx.from('mailbox_messages').select('content')
        const place = { table: 'mailbox_messages', column: 'content', row: mail }
        assert.deepEqual(JSON.parse(String(keys.open(place, kept?.content ?? Buffer.alloc(0)))), {
          ...{ subject: 'S', text: 'T', html: 'H' },
        })
        const [deleted]: { text: null }[] = await trx.from('journal_entries').where('id', gone)
        assert.isNull(deleted?.text)
      })
    )
    const forced = await client.rawQuery<{ rows: unknown[] }>(
      `select relname from pg_class where relrowsecurity and not relforcerowsecurity`
    )
    assert.deepEqual(forced.rows, [])
  })
})
