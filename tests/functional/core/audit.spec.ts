import { test } from '@japa/runner'
import { audit } from '#core/audit/audit'
import { listAuditEntries } from '#core/audit/list_audit_entries'
import { tenancy } from '#core/tenancy/tenancy'
import { asOwner } from '#tests/support/database'
import { makePerson, type TestPerson } from '#tests/support/people'

function record({ organisation, id }: TestPerson, action = 'test.done') {
  return tenancy.run({ organisation, person: id }, () =>
    audit.record({ action, subject: { kind: 'person', id }, details: { count: 1 } })
  )
}

const EVERY_ACTION = () =>
  asOwner<{ action: string; details: unknown; request_id: string | null }>(
    'select action, details, request_id from audit_entries order by occurred_at desc, id desc'
  )

test.group('What people do', () => {
  test('is written down with the request, and without names and addresses', async ({
    client,
    assert,
  }) => {
    const person = await makePerson('owner')
    const { email, password, name } = person
    const answer = await client.post('/api/v1/sessions/sign-in').json({ email, password })
    answer.assertStatus(200)
    const [entry] = await EVERY_ACTION()
    assert.equal(entry?.action, 'accounts.signedIn')
    assert.deepEqual(entry?.details, { kind: 'api' })
    assert.isNotEmpty(entry?.request_id)

    const ended = await client.delete('/api/v1/sessions/current').bearerToken(answer.body().token)
    ended.assertStatus(204)
    const entries = await EVERY_ACTION()
    assert.equal(entries[0]?.action, 'accounts.signedOut')
    assert.notInclude(JSON.stringify(entries), email)
    assert.notInclude(JSON.stringify(entries), name)
  })
})

test.group('The audit log', () => {
  test('takes nothing outside a scope', async ({ assert }) => {
    await assert.rejects(
      () => audit.record({ action: 'test.done', subject: { kind: 'person' } }),
      /inside tenancy/
    )
  })

  test('takes nothing in the name of another organisation', async ({ assert }) => {
    const [one, other] = [await makePerson('owner'), await makePerson('owner')]
    const forge = tenancy.run({ organisation: one.organisation }, () =>
      tenancy.client().table('audit_entries').insert({
        id: crypto.randomUUID(),
        organisation_id: other.organisation,
        action: 'test.forged',
        subject_kind: 'person',
      })
    )
    await assert.rejects(() => forge, /row-level security/)
  })

  test('is not seen by another organisation', async ({ assert }) => {
    const [one, other] = [await makePerson('owner'), await makePerson('owner')]
    await record(one)
    const seen = await tenancy.run({ organisation: other.organisation }, () => listAuditEntries(10))
    assert.deepEqual(seen, [])
  })

  for (const [what, sql] of [
    ['changed', `update audit_entries set action = 'test.other'`],
    ['removed', 'delete from audit_entries'],
    ['emptied', 'truncate audit_entries'],
  ] as const) {
    test(`cannot be ${what} by the application`, async ({ assert }) => {
      const person = await makePerson('owner')
      await record(person)
      const work = tenancy.run({ organisation: person.organisation }, () =>
        tenancy.client().rawQuery(sql)
      )
      await assert.rejects(() => work, /permission denied/)
    })

    test(`cannot be ${what} by the owner of its table`, async ({ assert }) => {
      await record(await makePerson('owner'))
      await assert.rejects(() => asOwner(sql), /never changed or removed/)
    })
  }

  test('forgets what is rolled back', async ({ assert }) => {
    const { organisation } = await makePerson('owner')
    const work = tenancy.run({ organisation }, async () => {
      await audit.record({ action: 'test.done', subject: { kind: 'person' } })
      throw new RangeError('undone')
    })
    await assert.rejects(() => work, 'undone')
    assert.deepEqual(await tenancy.run({ organisation }, () => listAuditEntries(10)), [])
  })

  test('tells who did what, newest first, page by page', async ({ assert }) => {
    const person = await makePerson('owner')
    for (const action of ['test.first', 'test.second', 'test.third']) await record(person, action)
    const read = (before?: string) =>
      tenancy.run({ organisation: person.organisation }, () => listAuditEntries(2, before))
    const page = await read()
    assert.deepEqual(
      page.map(({ action }) => action),
      ['test.third', 'test.second']
    )
    assert.deepEqual(page[0]?.person, { id: person.id, name: person.name })
    const older = await read(page[1]?.id)
    assert.deepEqual(
      older.map(({ action }) => action),
      ['test.first']
    )
  })
})
