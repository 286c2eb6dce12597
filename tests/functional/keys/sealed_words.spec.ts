import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { Doc, encodeStateAsUpdate } from 'yjs'
import { loadDocument } from '#canvas/server/canvas_store'
import { keysToOpen, keysToSeal } from '#core/keys/keys'
import { SealedValueError } from '#core/keys/sealed_value'
import { tenancy } from '#core/tenancy/tenancy'
import { findEntry } from '#journal/queries/find_entry'
import { listEntries } from '#journal/queries/list_entries'
import { saveEntry } from '#journal/actions/save_entry'
import { mailer } from '#messaging'
import { drawOn } from '#tests/support/draw_on'
import { asOwner } from '#tests/support/database'
import { everythingIn } from '#tests/support/everything_in'
import { lastMailTo } from '#tests/support/mails'
import { makePerson, type TestPerson } from '#tests/support/people'
import { makeSession } from '#tests/support/sessions'

const tenantOf = ({ organisation, id }: TestPerson) => ({ organisation, person: id })

async function write(person: TestPerson, text: string, id: string = randomUUID(), over?: number) {
  const content = { text, cards: [], mood: null, sessionId: null, phase: null, canvasId: null }
  await saveEntry(tenantOf(person), { id, over, ...content })
  return id
}

const read = (person: TestPerson, id: string) => tenancy.run(tenantOf(person), () => findEntry(id))

const search = async (person: TestPerson, query: string, limit = 10) => {
  const found = await tenancy.run(tenantOf(person), () => listEntries({ query, limit }))
  return found.map(({ text }) => text)
}

const drawing = (words: string) => {
  const doc = new Doc()
  doc.getText('text').insert(0, words)
  return encodeStateAsUpdate(doc)
}

test.group('Whoever has the database alone', () => {
  test('reads no words of a journal, those before the last change included', async ({ assert }) => {
    const person = await makePerson('participant')
    const id = await write(person, 'quietlantern')
    await write(person, 'quietlantern again', id, 1)
    assert.equal((await read(person, id))?.text, 'quietlantern again')
    assert.notInclude(await everythingIn('journal_entries'), 'quietlantern')
  })

  test('sees nothing of what lies on a canvas, private or shared', async ({ assert }) => {
    const person = await makePerson('facilitator')
    const scope = tenantOf(person)
    const own = { id: randomUUID(), owner: person.id }
    const shared = { id: await makeSession(person), owner: null }
    for (const canvas of [own, shared]) {
      const document = drawing('hiddenharbour')
      await drawOn(scope, canvas, document)
      const loaded = await loadDocument(scope, canvas.id)
      assert.deepEqual(new Uint8Array(loaded.document ?? []), document)
    }
    assert.notInclude(await everythingIn('canvases'), 'hiddenharbour')
  })

  test('finds no link in a mail', async ({ assert }) => {
    const { organisation } = await makePerson('owner')
    for (const [to, of] of [
      ['links-one@example.org', organisation],
      ['links-two@example.org', undefined],
    ] as const) {
      const mail = { to, subject: 'sealedsubject', text: 'sealedlink', html: '<p>sealedlink' }
      await mailer.send({ ...mail, organisation: of })
      assert.equal(await lastMailTo(to), 'sealedlink')
    }
    assert.notMatch(await everythingIn('mailbox_messages'), /sealed(subject|link)/)
  })

  test('has no key in the clear', async ({ assert }) => {
    const person = await makePerson('participant')
    await write(person, 'fog')
    const { key = Buffer.alloc(0) } =
      (await tenancy.run(tenantOf(person), async () => {
        return (await keysToOpen(tenantOf(person))).newest
      })) ?? {}
    assert.lengthOf(key, 32)
    const stored = await asOwner<{ wrapped: Buffer }>(
      'select wrapped from data_keys where wrapped is not null'
    )
    for (const { wrapped } of stored) assert.isFalse(wrapped.includes(key))
  })
})

test.group('A sealed value that somebody with the database has changed', () => {
  const refused = (person: TestPerson, id: string) => () => read(person, id)

  test('is refused after one bit was flipped', async ({ assert }) => {
    const person = await makePerson('participant')
    const id = await write(person, 'fog')
    await asOwner(
      'update journal_entries set text = set_bit(text, 200, 1 - get_bit(text, 200)) where id = ?',
      [id]
    )
    await assert.rejects(refused(person, id), SealedValueError)
  })

  test('is refused in another row of the same person', async ({ assert }) => {
    const person = await makePerson('participant')
    const [one, other] = [await write(person, 'fog'), await write(person, 'bridge')]
    await asOwner(
      'update journal_entries set text = (select text from journal_entries where id = ?) where id = ?',
      [one, other]
    )
    await assert.rejects(refused(person, other), SealedValueError)
    assert.equal((await read(person, one))?.text, 'fog')
  })

  test('is refused in another column of the same row', async ({ assert }) => {
    const person = await makePerson('participant')
    const id = await write(person, 'fog')
    await write(person, 'bridge', id, 1)
    await asOwner('update journal_entries set text = base where id = ?', [id])
    await assert.rejects(refused(person, id), SealedValueError)
  })

  test('is refused under the name of another person, in the same or another organisation', async ({
    assert,
  }) => {
    const author = await makePerson('participant')
    const colleague = await makePerson('owner', author.organisation)
    const stranger = await makePerson('owner')
    for (const thief of [colleague, stranger]) {
      const id = await write(author, 'fog')
      await asOwner(
        'update journal_entries set organisation_id = ?, person_id = ?, sequence = 99 where id = ?',
        [thief.organisation, thief.id, id]
      )
      await assert.rejects(refused(thief, id), SealedValueError)
    }
  })

  test('is refused even when the key was brought along', async ({ assert }) => {
    const [author, thief] = [await makePerson('participant'), await makePerson('owner')]
    const [id, own] = [await write(author, 'fog'), await write(thief, 'mine')]
    await asOwner(
      `update data_keys d set wrapped = s.wrapped, wrapped_by = s.wrapped_by from data_keys s
       where s.organisation_id = ? and d.organisation_id = ? and
         (s.person_id = ? and d.person_id = ? or s.person_id is null and d.person_id is null)`,
      [author.organisation, thief.organisation, author.id, thief.id]
    )
    await asOwner(
      'update journal_entries set text = (select text from journal_entries where id = ?) where id = ?',
      [id, own]
    )
    await assert.rejects(refused(thief, own), SealedValueError)
  })

  test('is named to who asks, without the words, and nothing else is closed by it', async ({
    client,
    assert,
  }) => {
    const person = await makePerson('participant')
    const [damaged, whole] = [await write(person, 'fog'), await write(person, 'bridge')]
    await asOwner(`update journal_entries set text = substr(text, 1, 20) where id = ?`, [damaged])
    const refusal = await client.get(`/api/v1/journal/entries/${damaged}`).bearerToken(person.token)
    refusal.assertStatus(500)
    assert.equal(refusal.body().errors[0].code, 'core.damaged')
    const other = await client.get(`/api/v1/journal/entries/${whole}`).bearerToken(person.token)
    other.assertStatus(200)
  })
})

test.group('A search in a journal', () => {
  test('finds entries with every word, in any case and order, the latest first', async ({
    assert,
  }) => {
    const person = await makePerson('participant')
    for (const text of ['Fog over the Bridge', 'bridge', 'The BRIDGE, then fog', 'ערפל']) {
      await write(person, text)
    }
    assert.deepEqual(await search(person, ' fog bridge '), [
      'The BRIDGE, then fog',
      'Fog over the Bridge',
    ])
    assert.deepEqual(await search(person, 'ערפל'), ['ערפל'])
    assert.deepEqual(await search(person, '%'), [])
    assert.deepEqual(await search(person, 'fog', 1), ['The BRIDGE, then fog'])
  })

  test('comes to the oldest entry of a large journal', async ({ assert }) => {
    const person = await makePerson('participant')
    await write(person, 'the first of all')
    await tenancy.run(tenantOf(person), async () => {
      const keys = await keysToSeal(tenantOf(person))
      for (let count = 0; count < 1010; count++) {
        const id = randomUUID()
        await tenancy
          .client()
          .table('journal_entries')
          .insert({
            organisation_id: person.organisation,
            person_id: person.id,
            id,
            text: keys.seal({ table: 'journal_entries', column: 'text', row: id }, 'later'),
            sequence: 1000 + count,
          })
      }
    })
    assert.deepEqual(await search(person, 'first'), ['the first of all'])
  })
})
