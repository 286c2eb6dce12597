import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { tenancy } from '#core/tenancy/tenancy'
import { makePerson } from '#tests/support/people'
import { messagesOf } from '#tests/support/count_queries'

test.group('A connection to the database', () => {
  test('parses a statement with bindings once and soon reuses its plan', async ({ assert }) => {
    const { organisation, id } = await makePerson('participant')
    const plans = await tenancy.run({ organisation, person: id }, async () => {
      const client = tenancy.client()
      for (let number = 0; number < 20; number++)
        await client.rawQuery('select ?::int as asked_often', [number])
      return client.rawQuery<{ rows: { reused: string; planned: string }[] }>(
        `select generic_plans as reused, custom_plans as planned from pg_prepared_statements
         where statement = ?`,
        ['select $1::int as asked_often']
      )
    })
    assert.deepEqual(
      plans.rows.map(({ reused, planned }) => [Number(reused), Number(planned)]),
      [[15, 5]]
    )
  })

  test('sends what a scope may see together with its beginning', async ({ assert }) => {
    const { organisation, id } = await makePerson('participant')
    const sent = await messagesOf(() =>
      tenancy.run({ organisation, person: id }, async () => undefined)
    )
    assert.lengthOf(sent, 2)
    assert.match(sent[0] ?? '', /^BEGIN;select set_config\('app.organisation_id'/)
    assert.match(sent[1] ?? '', /^COMMIT/)
  })

  test('takes no secret with a quote in it for SQL', async ({ assert }) => {
    const secret = `o'hara\\'; select 1/0; --`
    const borne = await tenancy.knowing(secret, () =>
      tenancy
        .client()
        .rawQuery<{ rows: { bearer: string }[] }>(`select current_setting('app.bearer') as bearer`)
    )
    assert.equal(borne.rows[0]?.bearer, secret)
  })

  test('forgets a scope when it ends', async ({ assert }) => {
    const { organisation, id } = await makePerson('participant')
    await tenancy.run({ organisation, person: id }, async () => undefined)
    const after = await db.rawQuery<{ rows: { organisation: string | null }[] }>(
      `select nullif(current_setting('app.organisation_id', true), '') as organisation`
    )
    assert.isNull(after.rows[0]?.organisation)
  })
})
