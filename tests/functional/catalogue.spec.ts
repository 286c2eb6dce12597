import { test } from '@japa/runner'
import { asOwner } from '#tests/support/database'

test.group('Every table with organisation_id', () => {
  test('forces row-level security', async ({ assert }) => {
    const bare = await asOwner<{ table: string }>(`
      select c.relname as table from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped
      where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
        and not (c.relrowsecurity and c.relforcerowsecurity)`)
    assert.deepEqual(bare, [])
  })
})
