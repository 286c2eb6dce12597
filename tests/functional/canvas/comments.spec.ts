import { randomUUID } from 'node:crypto'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { COMMENTS_PER_MINUTE, LONGEST_COMMENT } from '#canvas/comments/discussion'
import {
  ask,
  commentsOf,
  discussion,
  makeShownCanvas,
  PLACE,
  say,
  wordsOf,
} from '#tests/support/canvas_comments'
import { makeOwnCanvas, makePrivateCanvas, makeSharedCanvas, share } from '#tests/support/canvases'
import { LiveClient } from '#tests/support/live_client'
import { asOwner } from '#tests/support/database'
import { makePerson, type TestPerson } from '#tests/support/people'

const begin = (words = 'Why this one?') => ({ id: randomUUID(), words, at: PLACE })

/** Everything that can be asked, of what `author` and somebody else have said. */
async function questions(canvas: string, author: TestPerson, other: TestPerson) {
  const first = await say(author, canvas, 'Mine')
  const theirs = await say(other, canvas, 'Theirs')
  return [
    ['reads', 'GET', 'comments', {}],
    ['sees', 'POST', 'comments/seen', { number: 1 }],
    ['begins', 'POST', 'comments', begin()],
    ['answers', 'POST', 'comments', { id: randomUUID(), words: 'Because', thread: first }],
    ['resolves', 'PUT', `threads/${first}`, { resolved: true }],
    ['edits theirs', 'PUT', `comments/${theirs}`, { words: 'Changed' }],
    ['deletes theirs', 'DELETE', `comments/${theirs}`, {}],
  ] as const
}

test.group('Comments beside a canvas', (group) => {
  group.each.setup(() => limiter.clear())

  test('allow each mode what it is called by, at every endpoint', async ({ assert }) => {
    const { canvas, ...people } = await makeShownCanvas()
    const stranger = await makePerson('owner')
    const admin = await makePerson('admin', people.owner.organisation)
    const no = 'core.forbidden'
    const none = 'core.notFound'
    const expected: Record<string, (number | string)[]> = {
      owner: [200, 204, 200, 200, 200, none, 200],
      edit: [200, 204, 200, 200, 200, none, no],
      comment: [200, 204, 200, 200, 200, none, no],
      view: [200, 204, no, no, no, no, no],
      present: Array<string>(7).fill(none),
      stranger: Array<string>(7).fill(none),
      admin: Array<string>(7).fill(none),
    }
    for (const [mode, person] of Object.entries({ ...people, stranger, admin })) {
      const other = mode === 'edit' ? people.comment : people.edit
      const answers = []
      for (const [, method, rest, fields] of await questions(canvas, people.owner, other)) {
        answers.push(await ask(person, method, canvas, rest, fields))
      }
      assert.deepEqual({ [mode]: answers }, { [mode]: expected[mode] })
    }
  })

  test('in a session are for who takes part, and looked back at once it has ended', async ({
    assert,
  }) => {
    const { facilitator, one, two, session } = await makeSharedCanvas()
    const absent = await makePerson('participant', facilitator.organisation)
    const words = await say(one, session, 'Before the first stroke')
    assert.equal(
      await ask(absent, 'POST', session, 'comments', begin()),
      'core.notFound',
      'who has not joined'
    )
    assert.equal(await ask(two, 'DELETE', session, `comments/${words}`), 'core.forbidden')
    const own = await say(two, session, 'Mine')
    await asOwner(`update sessions set state = 'ended', ended_at = now() where id = ?`, [session])
    assert.equal(await ask(one, 'POST', session, 'comments', begin()), 'core.forbidden')
    assert.equal(
      await ask(two, 'PUT', session, `comments/${own}`, { words: 'x' }),
      'core.forbidden'
    )
    assert.deepEqual(await wordsOf(two, session), ['Before the first stroke', 'Mine'])
    // Their own words people take back at any time, and who leads takes back anybody's.
    assert.equal(await ask(two, 'DELETE', session, `comments/${own}`), 200)
    assert.equal(await ask(facilitator, 'DELETE', session, `comments/${words}`), 200)
    assert.deepEqual(await wordsOf(two, session), [])
  })

  test('of another canvas are none, whoever asks', async ({ assert }) => {
    const { canvas, owner, edit } = await makeShownCanvas()
    const elsewhere = await makeOwnCanvas(owner)
    const there = await say(owner, elsewhere, 'Elsewhere')
    for (const [method, rest, fields] of [
      ['POST', 'comments', { id: randomUUID(), words: 'x', thread: there }],
      ['PUT', `comments/${there}`, { words: 'x' }],
      ['DELETE', `comments/${there}`, {}],
      ['PUT', `threads/${there}`, { resolved: true }],
      ['DELETE', 'comments/no-id', {}],
      ['PUT', 'threads/no-id', { resolved: true }],
    ] as const) {
      assert.equal(await ask(owner, method, canvas, rest, fields), 'core.notFound', rest)
    }
    // An id that stands elsewhere is as free as any, and one that stands here is its author's.
    assert.equal(
      await ask(owner, 'POST', canvas, 'comments', { id: there, words: 'Here', at: PLACE }),
      200
    )
    assert.equal(
      await ask(edit, 'POST', canvas, 'comments', { id: there, words: 'Here', at: PLACE }),
      'core.notFound'
    )
    assert.deepEqual(await wordsOf(edit, canvas), ['Here'])
    assert.deepEqual(await wordsOf(owner, elsewhere), ['Elsewhere'])
  })

  test('are refused when they are malformed, empty, too long or somewhere out of this world', async ({
    assert,
  }) => {
    const owner = await makePerson('participant')
    const canvas = await makePrivateCanvas(owner)
    for (const [code, fields] of [
      ['validation.uuid', { ...begin(), id: 'one' }],
      ['validation.maxLength', begin('x'.repeat(LONGEST_COMMENT + 1))],
      ['comments.wordless', begin(' \u202e\u200b\n ')],
      ['comments.wordless', begin('\u3164 \u2800\n\uffa0\u200d')],
      ['validation.required', { id: randomUUID(), words: 'Where?' }],
      ['validation.range', { ...begin(), at: { ...PLACE, x: 1e9 } }],
      ['validation.maxLength', { ...begin(), at: { ...PLACE, element: 'x'.repeat(101) } }],
      ['core.notFound', { id: randomUUID(), words: 'To nobody', thread: randomUUID() }],
    ] as const) {
      assert.equal(await ask(owner, 'POST', canvas, 'comments', fields), code, code)
    }
    assert.deepEqual(await wordsOf(owner, canvas), [])
    await say(owner, canvas, 'x'.repeat(LONGEST_COMMENT))
  })

  test('are plain words, in which nothing turns what stands beside them', async ({ assert }) => {
    const owner = await makePerson('participant')
    const canvas = await makePrivateCanvas(owner)
    await say(owner, canvas, 'one \u202eowt\u202c\r\n\r\n<b>two</b>\u0000\u2067שלוש\ud800')
    assert.deepEqual(await wordsOf(owner, canvas), ['one owt\n\n<b>two</b> שלוש\ufffd'])
  })

  test('are written once, however often they are sent', async ({ assert }) => {
    const { one, session } = await makeSharedCanvas()
    const comment = begin()
    const send = () => ask(one, 'POST', session, 'comments', comment)
    assert.deepEqual(await Promise.all([send(), send(), send()]), [200, 200, 200])
    const answer = { id: randomUUID(), words: 'Because', thread: comment.id }
    await ask(one, 'POST', session, 'comments', answer)
    await ask(one, 'POST', session, 'comments', answer)
    assert.deepEqual(await wordsOf(one, session), ['Why this one?', 'Because'])
    // What was changed before it was sent again is not lost.
    await ask(one, 'POST', session, 'comments', { ...answer, words: 'Because of the light' })
    assert.deepEqual(await wordsOf(one, session), ['Why this one?', 'Because of the light'])
  })

  test('are all written when several come first to a canvas of a session', async ({ assert }) => {
    // Where it stands in the database is decided by who is first, in a moment that few attempts meet.
    for (let attempt = 0; attempt < 30; attempt++) {
      const { one, two, session } = await makeSharedCanvas()
      const send = (person: TestPerson) => ask(person, 'POST', session, 'comments', begin())
      const sent = [one, two, one, two, one, two].map(send)
      assert.deepEqual(await Promise.all(sent), [200, 200, 200, 200, 200, 200])
    }
  }).timeout(60_000)

  test('carry the author and the time that the server knows', async ({ assert }) => {
    const { one, two, session } = await makeSharedCanvas()
    const before = Date.now()
    const claims = { by: two.id, person: two.id, at: PLACE, written_at: '1999-01-01', number: 77 }
    await ask(one, 'POST', session, 'comments', { ...begin(), ...claims })
    const [comment] = await commentsOf(two, session)
    assert.deepEqual(comment?.by, { id: one.id, name: one.name })
    assert.isFalse(comment?.isMine)
    assert.equal(comment?.number, 1)
    assert.isAtLeast(Date.parse(comment?.at ?? ''), before - 1000)
    assert.isAtMost(Date.parse(comment?.at ?? ''), Date.now() + 1000)
  })

  test('are edited by their author alone, and say so', async ({ assert }) => {
    const { facilitator, one, session } = await makeSharedCanvas()
    const id = await say(one, session, 'Frist')
    const edit = (person: TestPerson) =>
      ask(person, 'PUT', session, `comments/${id}`, { words: 'First' })
    assert.equal(await edit(facilitator), 'core.notFound')
    assert.isFalse((await commentsOf(one, session))[0]?.isEdited)
    assert.equal(await edit(one), 200)
    const [comment] = await commentsOf(facilitator, session)
    assert.deepInclude(comment, { words: 'First', isEdited: true })
  })

  test('that are deleted leave their answers, and a place that says so', async ({ assert }) => {
    const { facilitator, one, two, session } = await makeSharedCanvas()
    const first = await say(one, session, 'Gone soon')
    const answer = await say(two, session, 'I stay', { thread: first })
    await say(facilitator, session, 'So do I', { thread: first })
    assert.equal(await ask(one, 'DELETE', session, `comments/${first}`), 200)
    assert.deepEqual(await wordsOf(two, session), [null, 'I stay', 'So do I'])
    assert.equal(await ask(one, 'DELETE', session, `comments/${first}`), 'core.notFound')
    assert.equal(
      await ask(one, 'PUT', session, `comments/${first}`, { words: 'Back' }),
      'core.notFound'
    )
    assert.equal(await ask(facilitator, 'DELETE', session, `comments/${answer}`), 200)
    assert.deepEqual(await wordsOf(two, session), [null, 'So do I'])
    const [row] = await asOwner<{ words: unknown }>(
      'select words from canvas_comments where id = ?',
      [first]
    )
    assert.isNull(row?.words)
    const last = (await commentsOf(facilitator, session))[1]?.id
    await ask(facilitator, 'DELETE', session, `comments/${last}`)
    assert.deepEqual((await discussion(two, session)).threads, [])
    assert.lengthOf(await asOwner('select from canvas_threads where canvas_id = ?', [session]), 0)
  })

  test('are resolved and opened again by who may comment, and by an answer', async ({ assert }) => {
    const { one, two, session } = await makeSharedCanvas()
    const thread = await say(one, session, 'Settled?')
    const isResolved = async () => (await discussion(one, session)).threads[0]?.isResolved
    await ask(two, 'PUT', session, `threads/${thread}`, { resolved: true })
    assert.isTrue(await isResolved())
    await ask(one, 'PUT', session, `threads/${thread}`, { resolved: false })
    assert.isFalse(await isResolved())
    await ask(one, 'PUT', session, `threads/${thread}`, { resolved: true })
    await say(two, session, 'Not quite', { thread })
    assert.isFalse(await isResolved())
  })

  test('are new to each person until they have seen them, on every device', async ({ assert }) => {
    const { one, two, session } = await makeSharedCanvas()
    const see = (number: number) => ask(two, 'POST', session, 'comments/seen', { number })
    await say(one, session, 'One')
    await say(one, session, 'Two')
    assert.equal((await discussion(two, session)).seen, 0)
    await see(1)
    assert.equal((await discussion(two, session)).seen, 1)
    assert.equal((await discussion(one, session)).seen, 0)
    // Never back, and never beyond what there is.
    await see(2_000_000)
    await see(1)
    assert.equal((await discussion(two, session)).seen, 2)
    const last = (await commentsOf(one, session))[1]?.id
    await ask(one, 'DELETE', session, `comments/${last}`)
    await say(one, session, 'Three')
    assert.deepEqual(
      (await commentsOf(two, session)).map(({ number }) => number),
      [1, 3]
    )
  })

  test('come no faster than somebody can write', async ({ assert }) => {
    const owner = await makePerson('participant')
    const canvas = await makePrivateCanvas(owner)
    const comment = begin()
    for (let sent = 0; sent < COMMENTS_PER_MINUTE; sent++) {
      assert.equal(await ask(owner, 'POST', canvas, 'comments', comment), 200)
    }
    for (const [method, rest, fields] of [
      ['POST', 'comments', begin()],
      ['PUT', `comments/${comment.id}`, { words: 'Other' }],
      ['PUT', `threads/${comment.id}`, { resolved: true }],
      ['DELETE', `comments/${comment.id}`, {}],
    ] as const) {
      assert.equal(await ask(owner, method, canvas, rest, fields), 'core.tooManyRequests', rest)
    }
    assert.lengthOf(await commentsOf(owner, canvas), 1)
  })

  test('are announced without a word, to those who may read them, until they may not', async ({
    assert,
    cleanup,
  }) => {
    const { canvas, owner, edit, view, present } = await makeShownCanvas()
    const clients = await Promise.all([view, present, edit].map((who) => LiveClient.of(who)))
    cleanup(() => clients.forEach((client) => client.close()))
    const [reader, screen, revoked] = clients
    const channel = `canvas:${canvas}`
    assert.equal((await screen?.subscribe(channel))?.type, 'refused')
    assert.equal((await reader?.subscribe(channel))?.type, 'subscribed')
    assert.equal((await revoked?.subscribe(channel))?.type, 'subscribed')
    await share(owner, canvas, { email: edit.email }, 'present')
    await revoked?.hears(({ type }) => type === 'closed')
    assert.equal((await revoked?.subscribe(channel))?.type, 'refused')
    const told = reader?.hears(({ type }) => type === 'message')
    await say(owner, canvas, 'Unheard of')
    assert.deepInclude(await told, { channel, body: { kind: 'comments' } })
    assert.notInclude(JSON.stringify(clients.map(({ heard }) => heard)), 'Unheard')
    assert.isUndefined(revoked?.heard.find(({ type }) => type === 'message'))
  })
})
