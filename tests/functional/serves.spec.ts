import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { SCHEMA_PARTS, whatDoesNotServe, type SchemaPart } from '#database/only_adds'
import { root } from '#tests/services/place'
import { asOwner } from '#tests/support/database'

const parts = () => asOwner<SchemaPart>(SCHEMA_PARTS)

test.group('The schema and the releases before', (group) => {
  group.each.teardown(async () => {
    await asOwner('drop table if exists tried, tried_other')
  })

  const changes: { title: string; change: string; says: RegExp | null }[] = [
    { title: 'a column is gone', change: 'drop column words', says: /column tried\.words is gone/ },
    {
      title: 'a column has another name',
      change: 'rename column words to sentences',
      says: /column tried\.words is gone/,
    },
    {
      title: 'a column has another type',
      change: 'alter column words type varchar(10)',
      says: /column tried\.words was text and is character varying\(10\)/,
    },
    {
      title: 'a column may no longer be left out',
      change: 'alter column words set not null',
      says: /column tried\.words has to be given now/,
    },
    {
      title: 'a new column has to be given',
      change: 'add column more text not null',
      says: /column tried\.more is new and binds/,
    },
    {
      title: 'a new rule binds what is written',
      change: 'add constraint short check (length(words) < 5)',
      says: /constraint tried\.short is new and binds/,
    },
    {
      title: 'a new index allows each value once',
      change: 'add constraint once unique (words)',
      says: /index tried\.once is new and binds/,
    },
    { title: 'a table is gone', change: 'rename to tried_other', says: /column tried\.id is gone/ },
    { title: '', change: 'add column more text', says: null },
    { title: '', change: "add column more text not null default ''", says: null },
  ]

  for (const { title, change, says } of changes) {
    test(
      says ? `do not go together when ${title}` : `go together with ${change}`,
      async ({ assert }) => {
        await asOwner('create table tried (id integer primary key, words text)')
        const before = await parts()
        await asOwner(`alter table tried ${change}`)
        const found = whatDoesNotServe(before, await parts())
        if (says) assert.match(found.join('\n'), says)
        else assert.deepEqual(found, [])
      }
    )
  }

  test('go together with a new table and an index for speed', async ({ assert }) => {
    await asOwner('create table tried (id integer primary key, words text)')
    const before = await parts()
    await asOwner('create table tried_other (id integer primary key, words text not null)')
    await asOwner('create index tried_words on tried (words)')
    assert.deepEqual(whatDoesNotServe(before, await parts()), [])
  })

  // `KEEP_SCHEMA=1 npm test -- functional --files serves` keeps it, when a release is given out.
  test('go together as database/serves.json declares', async ({ assert }) => {
    const read = (path: string) => readFileSync(join(root, path), 'utf8')
    const { version }: { version: string } = JSON.parse(read('package.json'))
    const { release: oldest }: { release: string } = JSON.parse(read('database/serves.json'))
    const schemas = join(root, 'database/schemas')
    const now = await parts()
    if (process.env.KEEP_SCHEMA) {
      mkdirSync(schemas, { recursive: true })
      writeFileSync(join(schemas, `${version}.json`), `${JSON.stringify(now, null, 1)}\n`)
    }
    if (oldest === version) return
    const kept = join(schemas, `${oldest}.json`)
    assert.isTrue(existsSync(kept), `${kept} tells what the schema of ${oldest} was`)
    const before: SchemaPart[] = JSON.parse(readFileSync(kept, 'utf8'))
    assert.deepEqual(whatDoesNotServe(before, now), [])
  })
})
