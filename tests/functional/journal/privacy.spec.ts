import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { tenancy } from '#core/tenancy/tenancy'
import { SIGN_IN_COOKIE } from '#accounts/sign_in_cookie'
import { asOwner } from '#tests/support/database'
import { makePerson, type TestPerson } from '#tests/support/people'

const SECRET = 'nobody else may read this'

/** What each of these says in SQL of an entry that is not theirs. */
async function reachBySql(reader: { organisation: string; person?: string }, id: string) {
  return tenancy.run(reader, async () => {
    const client = tenancy.client()
    const count = async (sql: string) =>
      (await client.rawQuery<{ rowCount: number }>(sql, [id])).rowCount
    return {
      read: await count('select id from journal_entries where id = ?'),
      written: await count(`update journal_entries set text = 'changed' where id = ?`),
      clocks: (await client.rawQuery<{ rowCount: number }>('select sequence from journal_clocks'))
        .rowCount,
    }
  })
}

test.group('A journal is closed', (group) => {
  let author: TestPerson
  let others: TestPerson[] = []
  const id = randomUUID()

  group.setup(async () => {
    author = await makePerson('participant')
    const { organisation } = author
    const operator = await makePerson('owner', organisation)
    await asOwner('update people set operator = true where id = ?', [operator.id])
    others = [
      await makePerson('facilitator', organisation),
      await makePerson('admin', organisation),
      await makePerson('owner', organisation),
      await makePerson('participant', organisation),
      operator,
      await makePerson('owner'),
    ]
  })

  test('and opens to its author', async ({ client, assert }) => {
    const response = await client
      .put(`/api/v1/journal/entries/${id}`)
      .json({ text: SECRET })
      .bearerToken(author.token)
    response.assertStatus(201)
    const read = await client.get(`/api/v1/journal/entries/${id}`).bearerToken(author.token)
    assert.equal(read.body().entry.text, SECRET)
  })

  test('to visitors, on every route', async ({ client }) => {
    for (const path of ['/journal', '/journal/new', `/journal/${id}`]) {
      const response = await client.get(path).redirects(0)
      response.assertStatus(302)
    }
    const api = `/api/v1/journal/entries`
    for (const request of [
      client.get(api),
      client.get(`${api}/${id}`),
      client.put(`${api}/${id}`).json({ text: 'x' }),
      client.delete(`${api}/${id}`),
    ]) {
      const response = await request
      response.assertStatus(401)
    }
  })

  test('to facilitator, admin, owner, operator, colleague and other organisations by API', async ({
    client,
    assert,
  }) => {
    for (const { token, role } of others) {
      const one = await client.get(`/api/v1/journal/entries/${id}`).bearerToken(token)
      one.assertStatus(404)
      const unknown = await client.get(`/api/v1/journal/entries/${randomUUID()}`).bearerToken(token)
      assert.deepEqual(one.body(), unknown.body(), role)
      const list = await client.get('/api/v1/journal/entries').bearerToken(token)
      assert.deepEqual(list.body(), { entries: [], cursor: 0, more: false }, role)
      const removed = await client.delete(`/api/v1/journal/entries/${id}`).bearerToken(token)
      removed.assertStatus(404)
      const written = await client
        .put(`/api/v1/journal/entries/${id}`)
        .header('if-match', '"1"')
        .json({ text: 'overwritten' })
        .bearerToken(token)
      written.assertStatus(404)
    }
  })

  test('to all of them by page', async ({ client, assert }) => {
    for (const { token, role } of others) {
      const one = await client.get(`/journal/${id}`).withEncryptedCookie(SIGN_IN_COOKIE, token)
      one.assertStatus(404)
      assert.notInclude(one.text(), SECRET, role)
      for (const path of ['/journal', `/journal?query=nobody`]) {
        const list = await client.get(path).withEncryptedCookie(SIGN_IN_COOKIE, token)
        list.assertStatus(200)
        assert.notInclude(list.text(), SECRET, role)
      }
    }
  })

  test('to all of them by SQL in the application role', async ({ assert }) => {
    for (const { organisation, id: person, role } of others) {
      const reached = await reachBySql({ organisation, person }, id)
      assert.deepEqual(reached, { read: 0, written: 0, clocks: 0 }, role)
    }
  })

  test('to work that no person does', async ({ assert }) => {
    const reached = await reachBySql({ organisation: author.organisation }, id)
    assert.deepEqual(reached, { read: 0, written: 0, clocks: 0 })
    for (const part of ['relay', 'setup', 'library', 'operator'] as const) {
      const rows = await tenancy.system(part, () =>
        tenancy.client().rawQuery<{ rowCount: number }>('select id from journal_entries')
      )
      assert.equal(rows.rowCount, 0, part)
    }
  })

  test('to who would write in another name', async ({ assert }) => {
    const [facilitator] = others
    for (const person of [facilitator?.id, undefined]) {
      await assert.rejects(
        () =>
          tenancy.run({ organisation: author.organisation, person }, () =>
            tenancy.client().rawQuery(
              `insert into journal_entries (organisation_id, person_id, id, text, sequence)
               values (?, ?, ?, 'in your name', 99)`,
              [author.organisation, author.id, randomUUID()]
            )
          ),
        /row-level security/
      )
    }
  })

  test('to who would give an entry away', async ({ assert }) => {
    await assert.rejects(
      () =>
        tenancy.run({ organisation: author.organisation, person: author.id }, () =>
          tenancy
            .client()
            .rawQuery('update journal_entries set person_id = ? where id = ?', [
              others[0]?.id ?? '',
              id,
            ])
        ),
      /row-level security/
    )
  })

  test('even where two people make the same id', async ({ client, assert }) => {
    const [, colleague] = others
    const response = await client
      .put(`/api/v1/journal/entries/${id}`)
      .json({ text: 'mine' })
      .bearerToken(colleague?.token ?? '')
    response.assertStatus(201)
    const read = await client.get(`/api/v1/journal/entries/${id}`).bearerToken(author.token)
    assert.equal(read.body().entry.text, SECRET)
  })
})
