import { test } from '@japa/runner'
import { writeCanvasFile } from '#canvas/exchange/canvas_file'
import { readImport } from '#canvas/exchange/read_import'
import type { Element } from '#canvas/element'
import { LARGEST_TEMPLATE, type ListedTemplate } from '#canvas/templates/own_template'
import { replaceOrganisationKey } from '#core/keys/organisation_key_rotation'
import { makeOwnCanvas, share } from '#tests/support/canvases'
import { printedCanvas } from '#tests/support/canvas_pdf'
import { asOwner } from '#tests/support/database'
import { makePerson, type TestPerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'
import { workEvents } from '#tests/support/work_events'

const JSON_WANTED = { accept: 'application/json' }
const FILE = writeCanvasFile(printedCanvas())

type Fields = Record<string, string | boolean>

/** Sends something of a template; the status, and when refused the code. */
async function send(person: TestPerson, verb: 'POST' | 'PUT' | 'DELETE', path: string, to: Fields) {
  const visitor = await Visitor.as(person)
  const answer = await visitor.submit(verb, path, to, JSON_WANTED)
  const text = await answer.text()
  const body: { id?: string; errors?: { code: string }[] } = text === '' ? {} : JSON.parse(text)
  return { id: body.id ?? '', said: body.errors?.[0]?.code ?? answer.status }
}

const save = (person: TestPerson, canvas: string, fields: Fields = {}) =>
  send(person, 'POST', `/canvases/${canvas}/own-templates`, {
    ...{ name: 'Mine', about: 'For a start', forAll: false, file: FILE },
    ...fields,
  })

async function listed(person: TestPerson): Promise<ListedTemplate[]> {
  const answer = await (await Visitor.as(person)).get('/templates', JSON_WANTED)
  const read: { templates: ListedTemplate[] } = JSON.parse(await answer.text())
  return read.templates
}

async function fileOf(person: TestPerson, id: string) {
  const answer = await (await Visitor.as(person)).get(`/templates/${id}`, JSON_WANTED)
  return { status: answer.status, text: await answer.text() }
}

test.group('A template is not saved', () => {
  test('by who may not change the canvas, nor by a guest of nobody', async ({ assert }) => {
    const owner = await makePerson('facilitator')
    const canvas = await makeOwnCanvas(owner)
    const viewer = await makePerson('facilitator', owner.organisation)
    await share(owner, canvas, viewer, 'view')
    assert.equal((await save(viewer, canvas)).said, 'core.forbidden')
    const stranger = await makePerson('owner', owner.organisation)
    assert.equal((await save(stranger, canvas)).said, 'core.notFound')
  })

  test('for everybody by a participant', async ({ assert }) => {
    const person = await makePerson('participant')
    const canvas = await makeOwnCanvas(person)
    assert.equal((await save(person, canvas, { forAll: true })).said, 'core.forbidden')
    assert.deepEqual(await listed(person), [])
  })

  test('from what is no canvas, too much, or holds images', async ({ assert }) => {
    const person = await makePerson('participant')
    const canvas = await makeOwnCanvas(person)
    const said = async (file: string) => (await save(person, canvas, { file })).said
    const [sign] = printedCanvas().filter(({ kind }) => kind === 'stamp')
    const many = Array.from({ length: 501 }, (_, i) => (sign ? [{ ...sign, id: `s${i}` }] : []))
    const image: Element = {
      ...{ id: 'i', kind: 'image', at: [0, 0, 0, 1], order: 1, author: 'a', group: null },
      ...{ locked: false, image: 'x', size: [100, 100], alt: '' },
    }
    assert.equal(await said('{'), 'canvas.templateUnreadable')
    assert.equal(
      await said('{"format":"belvedere-canvas","version":1,"elements":[]}'),
      'canvas.templateUnreadable'
    )
    assert.equal(
      await said(FILE.replace('"at":[', '"at":["<script>",')),
      'canvas.templateUnreadable'
    )
    assert.equal(await said(' '.repeat(LARGEST_TEMPLATE + 1)), 'validation.maxLength')
    assert.equal(await said(writeCanvasFile(many.flat())), 'canvas.templateTooLarge')
    assert.equal(await said(writeCanvasFile([image])), 'canvas.templateHasImages')
    assert.equal((await save(person, canvas, { name: ' ' })).said, 'validation.minLength')
    assert.deepEqual(await listed(person), [])
  })
})

test.group('A template that somebody saved', () => {
  test('for themselves is seen, renamed and deleted by nobody else', async ({ assert }) => {
    const person = await makePerson('participant')
    const { id } = await save(person, await makeOwnCanvas(person))
    const own = { id, name: 'Mine', about: 'For a start', forAll: false, mayChange: true }
    assert.deepEqual(await listed(person), [own])
    for (const role of ['owner', 'admin', 'facilitator', 'participant'] as const) {
      const other = await makePerson(role, person.organisation)
      assert.deepEqual(await listed(other), [])
      assert.equal((await fileOf(other, id)).status, 404)
      const words = { name: 'Theirs', about: '' }
      assert.equal((await send(other, 'PUT', `/templates/${id}`, words)).said, 'core.notFound')
      assert.equal((await send(other, 'DELETE', `/templates/${id}`, {})).said, 'core.notFound')
    }
    assert.equal(
      (await send(person, 'PUT', `/templates/${id}`, { name: 'A\u202Eb', about: '' })).said,
      204
    )
    assert.equal((await listed(person))[0]?.name, 'Ab')
    assert.equal((await send(person, 'DELETE', `/templates/${id}`, {})).said, 204)
    assert.deepEqual(await listed(person), [])
  })

  test('for everybody is laid by all, and changed by who offers templates', async ({ assert }) => {
    const lead = await makePerson('facilitator')
    const { id } = await save(lead, await makeOwnCanvas(lead), { forAll: true })
    const guest = await makePerson('participant', lead.organisation)
    const colleague = await makePerson('facilitator', lead.organisation)
    assert.containSubset(await listed(guest), [{ id, forAll: true, mayChange: false }])
    assert.equal((await send(guest, 'DELETE', `/templates/${id}`, {})).said, 'core.forbidden')
    assert.deepEqual(await listed(await makePerson('facilitator')), [])
    assert.deepEqual(JSON.parse((await fileOf(guest, id)).text), JSON.parse(FILE))
    assert.equal((await send(colleague, 'DELETE', `/templates/${id}`, {})).said, 204)
  })

  test('holds what lay there, of nobody, and is sealed', async ({ assert }) => {
    const lead = await makePerson('facilitator')
    const { id } = await save(lead, await makeOwnCanvas(lead), { forAll: true })
    const { text } = await fileOf(lead, id)
    assert.isTrue('elements' in readImport(text))
    assert.notInclude(text, lead.id)
    assert.notInclude(text, 'author')
    const rows = await asOwner<{ owner_id: string | null; content: Buffer }>(
      'select owner_id, content from canvas_templates where id = ?',
      [id]
    )
    assert.isNull(rows[0]?.owner_id)
    assert.notInclude(rows[0]?.content.toString('latin1'), 'First frame')
  })

  test('opens after the organisation has another key', async ({ assert }) => {
    const lead = await makePerson('admin')
    const { id } = await save(lead, await makeOwnCanvas(lead), { forAll: true })
    const before = await asOwner<{ content: Buffer }>(
      'select content from canvas_templates where id = ?',
      [id]
    )
    await replaceOrganisationKey(lead.organisation)
    await workEvents()
    const after = await asOwner<{ content: Buffer }>(
      'select content from canvas_templates where id = ?',
      [id]
    )
    assert.isFalse(after[0]?.content.equals(before[0]?.content ?? Buffer.alloc(0)))
    assert.deepEqual(JSON.parse((await fileOf(lead, id)).text), JSON.parse(FILE))
  })
})
