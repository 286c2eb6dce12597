import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { test } from '@japa/runner'
import pg from 'pg'
import { Connections } from './connections.js'

let folder: string
let database: PGlite
let connections: Connections
const clients: pg.Client[] = []

/** A client of PostgreSQL's usual driver. */
async function client(): Promise<pg.Client> {
  const made = new pg.Client({ host: folder, user: 'postgres', database: 'postgres' })
  clients.push(made)
  await made.connect()
  return made
}

/** Resolves once the other side has ended a connection. */
function ended(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve())
    socket.resume()
  })
}

test.group('Connections to the embedded database', (group) => {
  group.setup(async () => {
    folder = mkdtempSync(join(tmpdir(), 'belvedere-connections-'))
    database = await PGlite.create()
    await database.exec('create table words (word text primary key)')
    connections = new Connections(database, (error) => {
      throw error
    })
    await connections.listen(join(folder, '.s.PGSQL.5432'))
    return async () => {
      await connections.close()
      await database.close()
      rmSync(folder, { recursive: true })
    }
  })
  group.each.setup(() => async () => {
    await Promise.all(clients.splice(0).map((each) => each.end().catch(() => undefined)))
    await database.exec('truncate words')
  })

  test('end when what they send cannot be the protocol, and leave the others be', async ({
    assert,
  }) => {
    const other = await client()
    for (const nonsense of ['GET / HTTP/1.1\r\n\r\n', '\0\0\0\0\0\0\0\0', '\x7f\xff\xff\xff????']) {
      const socket = connect(join(folder, '.s.PGSQL.5432'))
      const gone = ended(socket)
      socket.write(nonsense)
      await gone
    }
    const { rows } = await other.query('select 1 as one')
    assert.deepEqual(rows, [{ one: 1 }])
  })

  test('end at a message longer than any can be', async ({ assert }) => {
    const socket = connect(join(folder, '.s.PGSQL.5432'))
    const start = Buffer.from('\0\0\0\0\0\x03\0\0user\0postgres\0\0', 'latin1')
    start.writeInt32BE(start.length)
    const gone = ended(socket)
    socket.write(Buffer.concat([start, Buffer.from('Q\x7f\xff\xff\xff', 'latin1')]))
    await gone
    assert.isTrue(socket.destroyed)
  })

  test('are told of a failed statement, and go on', async ({ assert }) => {
    const one = await client()
    await assert.rejects(() => one.query('select $1::int', ['no number']), /invalid input syntax/)
    await assert.rejects(() => one.query('select nothing from nowhere'), /does not exist/)
    const { rows } = await one.query('select $1::int as number', [7])
    assert.deepEqual(rows, [{ number: 7 }])
  })

  test('wait while another one is in a transaction, and see all of it or nothing', async ({
    assert,
  }) => {
    const [writer, reader] = [await client(), await client()]
    await writer.query('begin')
    await writer.query('insert into words values ($1)', ['first'])
    const counted = reader.query<{ count: string }>('select count(*) from words')
    await writer.query('insert into words values ($1)', ['second'])
    await writer.query('commit')
    assert.equal((await counted).rows[0]?.count, '2')
  })

  test('lose what they had not committed when they break off', async ({ assert }) => {
    const [writer, reader] = [await client(), await client()]
    writer.on('error', () => undefined)
    await writer.query('begin')
    await writer.query('insert into words values ($1)', ['half'])
    const counted = reader.query<{ count: string }>('select count(*) from words')
    Reflect.get(Reflect.get(writer, 'connection'), 'stream').destroy()
    assert.equal((await counted).rows[0]?.count, '0')
  })

  test('ask all at once; each gets its own answers', async ({ assert }) => {
    const asked = await Promise.all(
      Array.from({ length: 8 }, async (_, number) => {
        const one = await client()
        const sums: unknown[] = []
        for (let turn = 0; turn < 20; turn++) {
          const { rows } = await one.query('select $1::int + $2::int as sum', [number * 1000, turn])
          sums.push(rows[0]?.sum)
        }
        return sums
      })
    )
    const expected = Array.from({ length: 8 }, (_, number) =>
      Array.from({ length: 20 }, (_unused, turn) => number * 1000 + turn)
    )
    assert.deepEqual(asked, expected)
  })

  test('carry megabytes in a statement and in its answer', async ({ assert }) => {
    const one = await client()
    const text = 'belvedere '.repeat(800_000)
    const { rows } = await one.query<{ text: string }>('select $1::text as text', [text])
    assert.isTrue(rows[0]?.text === text)
  })
})
