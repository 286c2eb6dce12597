import { randomUUID } from 'node:crypto'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { encodeStateAsUpdate } from 'yjs'
import { endShare } from '#canvas/actions/share_canvas'
import { destroyKeys } from '#core/keys/destroy_keys'
import { replaceOrganisationKey } from '#core/keys/organisation_key_rotation'
import { tenancy } from '#core/tenancy/tenancy'
import {
  ask,
  commentsOf,
  discussion,
  makeShownCanvas,
  PLACE,
  say,
  wordsOf,
} from '#tests/support/canvas_comments'
import { drawing, idOf, keep, makeDrawn, restore, scopeOf } from '#tests/support/canvas_versions'
import { makeOwnCanvas, makePrivateCanvas, makeSharedCanvas, share } from '#tests/support/canvases'
import { asOwner } from '#tests/support/database'
import { drawOn } from '#tests/support/draw_on'
import { everythingIn } from '#tests/support/everything_in'
import { makePerson, type TestPerson } from '#tests/support/people'
import { workEvents } from '#tests/support/work_events'

interface Stored {
  sealed_for: string | null
}

const stored = (id: string) =>
  asOwner<Stored>('select sealed_for from canvas_comments where id = ?', [id])

const TABLES = [
  'canvas_comment_clocks',
  'canvas_threads',
  'canvas_comments',
  'canvas_comments_seen',
] as const

async function rowsOf(canvas: string): Promise<number> {
  let count = 0
  for (const table of TABLES) {
    count += (await asOwner(`select from ${table} where canvas_id = ?`, [canvas])).length
  }
  return count
}

test.group('What is said beside a canvas', (group) => {
  group.each.setup(() => limiter.clear())

  test('is sealed: whoever has the database alone reads no word of it', async ({ assert }) => {
    const owner = await makePerson('participant')
    const canvas = await makePrivateCanvas(owner)
    const { one, session } = await makeSharedCanvas()
    for (const [who, where] of [
      [owner, canvas],
      [one, session],
    ] as const) {
      const id = await say(who, where, 'coppermoth')
      await ask(who, 'PUT', where, `comments/${id}`, { words: 'coppermoth again' })
      assert.deepEqual(await wordsOf(who, where), ['coppermoth again'])
    }
    for (const table of [...TABLES, 'outbox', 'audit_entries']) {
      assert.notInclude(await everythingIn(table), 'coppermoth', table)
    }
  })

  test('is sealed with the key of who said it, whomever the canvas is shared with', async ({
    assert,
  }) => {
    const owner = await makePerson('participant')
    const other = await makePerson('participant', owner.organisation)
    const canvas = await makeOwnCanvas(owner)
    const id = await say(owner, canvas, 'To myself')
    await share(owner, canvas, { email: other.email }, 'comment')
    assert.deepEqual(await wordsOf(other, canvas), ['To myself'])
    const answer = await say(other, canvas, 'To us', { thread: id })
    await ask(other, 'PUT', canvas, `comments/${answer}`, { words: 'To us all' })
    await endShare(scopeOf(owner), canvas)
    assert.equal((await stored(id))[0]?.sealed_for, owner.id)
    assert.equal((await stored(answer))[0]?.sealed_for, other.id)
    assert.deepEqual(await wordsOf(owner, canvas), ['To myself', 'To us all'])
    assert.equal(await ask(other, 'GET', canvas, 'comments'), 'core.notFound')
  })

  test('is read as before once the organisation has a new key', async ({ assert }) => {
    const { one, session } = await makeSharedCanvas()
    await say(one, session, 'Before')
    await replaceOrganisationKey(one.organisation)
    await workEvents()
    assert.deepEqual(await wordsOf(one, session), ['Before'])
    await say(one, session, 'After')
    assert.deepEqual(await wordsOf(one, session), ['Before', 'After'])
  })

  test('is gone with the key of who said it, everywhere, and its place says so', async ({
    assert,
  }) => {
    const { one, two, session } = await makeSharedCanvas()
    const canvas = await makePrivateCanvas(one)
    const thread = await say(one, session, 'In company')
    await say(two, session, 'Somebody else’s', { thread })
    await say(one, canvas, 'Private')
    await destroyKeys({ organisation: one.organisation, person: one.id })
    assert.deepEqual(await wordsOf(two, session), [null, 'Somebody else’s'])
    assert.deepEqual(await wordsOf(one, session), [null, 'Somebody else’s'])
    assert.deepEqual(await wordsOf(one, canvas), [null])
    await say(one, canvas, 'After')
    assert.deepEqual(await wordsOf(one, canvas), [null, 'After'])
  })

  test('goes for good with its canvas, and with its session', async ({ assert }) => {
    const owner = await makePerson('participant')
    const canvas = await makeOwnCanvas(owner)
    const { one, session } = await makeSharedCanvas()
    for (const [who, where] of [
      [owner, canvas],
      [one, session],
    ] as const) {
      await say(who, where, 'Here')
      await ask(who, 'POST', where, 'comments/seen', { number: 1 })
      assert.equal(await rowsOf(where), 4)
    }
    await asOwner(`update canvases set deleted_at = now() - interval '31 days' where id = ?`, [
      canvas,
    ])
    assert.equal(await ask(owner, 'GET', canvas, 'comments'), 'core.notFound')
    await tenancy.system('canvas', () => tenancy.client().from('canvases').delete())
    assert.equal(await rowsOf(canvas), 0)
    await asOwner('delete from sessions where id = ?', [session])
    assert.equal(await rowsOf(session), 0)
  })

  test('is nothing to a screen or to who is not meant, even by SQL in the application role', async ({
    assert,
  }) => {
    const { canvas, owner, view, present } = await makeShownCanvas()
    const admin = await makePerson('owner', owner.organisation)
    const id = await say(owner, canvas, 'Here')
    await ask(owner, 'POST', canvas, 'comments/seen', { number: 1 })
    const rowsFor = (who: TestPerson) =>
      tenancy.run(scopeOf(who), async () => {
        const counts: number[] = []
        for (const table of TABLES) {
          const rows = await tenancy.client().from(table).select('canvas_id')
          counts.push(rows.length)
        }
        return counts
      })
    assert.deepEqual(await rowsFor(owner), [1, 1, 1, 1])
    assert.deepEqual(await rowsFor(view), [1, 1, 1, 0], 'what others have seen is theirs')
    for (const who of [present, admin]) assert.deepEqual(await rowsFor(who), [0, 0, 0, 0])
    const inTheNameOf = (person: string) =>
      tenancy.run(scopeOf(view), () =>
        tenancy.client().rawQuery(
          `insert into canvas_comments
             (organisation_id, canvas_id, id, thread_id, number, person_id, words)
           values (?, ?, ?, ?, 9, ?, '')`,
          [view.organisation, canvas, randomUUID(), id, person]
        )
      )
    await assert.rejects(() => inTheNameOf(owner.id), /row-level security/)
  })

  test('of somebody who has left stays without their name', async ({ assert }) => {
    const { facilitator, one, session } = await makeSharedCanvas()
    await say(one, session, 'My last word')
    await asOwner('delete from memberships where person_id = ?', [one.id])
    const [comment] = await commentsOf(facilitator, session)
    assert.deepInclude(comment, { words: 'My last word', by: null })
  })

  test('is touched by no restore: words, place and thread stay', async ({ assert }) => {
    const { one, two, session, scope } = await makeDrawn()
    const kept = await idOf(await keep(one, session, 'Before'))
    const later = encodeStateAsUpdate(drawing('first', 'second'))
    await drawOn(scope, { id: session, owner: null }, later)
    const thread = await say(two, session, 'About the second', {
      at: { ...PLACE, element: 'second' },
    })
    await say(one, session, 'Yes', { thread })
    const before = await discussion(one, session)
    assert.equal((await restore(one, session, kept)).status, 200)
    assert.deepEqual(await discussion(one, session), before)
    assert.deepInclude(before.threads[0], { element: 'second', x: 10, y: 20 })
  })
})
