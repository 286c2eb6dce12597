import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { endShare } from '#canvas/actions/share_canvas'
import type { Entry } from '#journal/entry'
import { makeOwnCanvas, makeSharedCanvas, share } from '#tests/support/canvases'
import { scopeOf } from '#tests/support/canvas_versions'
import { asOwner } from '#tests/support/database'
import { everythingIn } from '#tests/support/everything_in'
import { makePerson, type TestPerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'

const JSON_WANTED = { accept: 'application/json' }

interface Answer {
  entry: Entry
  copy?: Entry
}

/** Saves a note beside a canvas over a version; the entry, and the copy when it was another. */
async function write(
  person: TestPerson,
  canvas: string,
  text: string,
  id: string = randomUUID(),
  over?: number
): Promise<Answer> {
  const visitor = await Visitor.as(person)
  const headers: Record<string, string> =
    over === undefined ? JSON_WANTED : { ...JSON_WANTED, 'if-match': `"${over}"` }
  const response = await visitor.submit(
    'PUT',
    `/journal/entries/${id}`,
    { text, canvasId: canvas },
    headers
  )
  const answer: Answer = JSON.parse(await response.text())
  return answer
}

async function beside(
  person: TestPerson,
  canvas: string
): Promise<{ entry: Entry | null; others: number }> {
  const visitor = await Visitor.as(person)
  const response = await visitor.get(`/journal/beside?canvas=${canvas}`, JSON_WANTED)
  const found: { entry: Entry | null; others: number } = JSON.parse(await response.text())
  return found
}

const pageOf = async (person: TestPerson, path: string) =>
  (await (await Visitor.as(person)).get(path)).text()

test.group('Notes beside a canvas', () => {
  test('are their author’s alone, whoever owns the canvas or the organisation', async ({
    assert,
  }) => {
    const owner = await makePerson('participant')
    const admin = await makePerson('owner', owner.organisation)
    const guest = await makePerson('participant', owner.organisation)
    const canvas = await makeOwnCanvas(owner)
    for (const who of [admin, guest]) await share(owner, canvas, { email: who.email }, 'edit')
    const { entry } = await write(guest, canvas, 'To myself alone')
    assert.equal((await beside(guest, canvas)).entry?.text, 'To myself alone')
    for (const who of [owner, admin]) {
      assert.deepEqual(await beside(who, canvas), { entry: null, others: 0 })
      const response = await (await Visitor.as(who)).get(`/journal/${entry.id}`, JSON_WANTED)
      assert.equal(response.status, 404)
    }
  })

  test('are sealed, and the name of the canvas with them', async ({ assert }) => {
    const owner = await makePerson('participant')
    const canvas = await makeOwnCanvas(owner, 'velvetanchor')
    await write(owner, canvas, 'velvetanchor too')
    assert.include(await pageOf(owner, '/journal'), 'velvetanchor too')
    assert.notInclude(await everythingIn('journal_entries'), 'velvetanchor')
  })

  test('stay in the journal, under the canvas’s name, when it is closed to their author or gone', async ({
    assert,
  }) => {
    const owner = await makePerson('participant')
    const other = await makePerson('participant', owner.organisation)
    const canvas = await makeOwnCanvas(owner, 'Our year')
    await share(owner, canvas, { email: other.email }, 'view')
    const { entry } = await write(other, canvas, 'I would rather go')
    await endShare(scopeOf(owner), canvas)
    for (const path of ['/journal', `/journal/${entry.id}`]) {
      const page = await pageOf(other, path)
      assert.include(page, 'I would rather go')
      assert.include(page, 'Our year')
    }
    await asOwner('delete from canvases where id = ?', [canvas])
    assert.include(await pageOf(other, `/journal/${entry.id}`), 'Our year')
    // Who writes on there writes on the same entry.
    const saved = await write(other, canvas, 'I went', entry.id, entry.version)
    assert.equal(saved.entry.version, 2)
  })

  test('of who lost the canvas while they wrote are kept without it', async ({ assert }) => {
    const owner = await makePerson('participant')
    const other = await makePerson('participant', owner.organisation)
    const canvas = await makeOwnCanvas(owner, 'Secret')
    const { entry } = await write(other, canvas, 'Still my words')
    assert.equal(entry.text, 'Still my words')
    assert.isNull(entry.canvasId)
    assert.notInclude(await pageOf(other, '/journal'), 'Secret')
  })

  test('of two tabs are both kept, and the later is written on', async ({ assert }) => {
    const { one, session } = await makeSharedCanvas()
    const { entry } = await write(one, session, 'First')
    await write(one, session, 'From one tab', entry.id, 1)
    const { copy } = await write(one, session, 'From the other', entry.id, 1)
    assert.equal(copy?.canvasId, session)
    const found = await beside(one, session)
    assert.equal(found.entry?.text, 'From the other')
    assert.equal(found.others, 1)
    assert.include(await pageOf(one, '/journal'), 'From one tab')
  })
})
