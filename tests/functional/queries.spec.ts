import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { v7 as newId } from 'uuid'
import { Doc, encodeStateAsUpdate } from 'yjs'
import { saveTemplate } from '#canvas/templates/keep_template'
import { keepVersion } from '#canvas/versions/keep_version'
import { tenancy } from '#core/tenancy/tenancy'
import { listCards } from '#library'
import { deckId } from '#library/actions/synchronise_decks'
import { askRoute } from '#tests/support/ask_route'
import { say } from '#tests/support/canvas_comments'
import { makeOwnCanvas, share } from '#tests/support/canvases'
import { queriesOf } from '#tests/support/count_queries'
import { asOwner } from '#tests/support/database'
import { drawOn } from '#tests/support/draw_on'
import { makePerson, type TestPerson } from '#tests/support/people'
import { everyRoute, parametersOf, pathOf } from '#tests/support/routes'
import { makeParticipant, makeSession } from '#tests/support/sessions'

/** Most queries that an answer may take, finding out who asks included. */
const BUDGET = 12

/** Pages that answer in an organisation only when something else holds: what they are for. */
const ELSEWHERE: Record<string, string> = {
  'GET /invitations/:token': 'is for who holds a secret',
  'GET /password/reset/:token': 'is for who holds a secret',
  'GET /health/ready': 'is unavailable while no worker takes what other tests have told',
  'GET /interrupted': 'refuses everybody',
  'GET /setup/:token': 'is for an appliance without an organisation',
  'GET /library/pictures/:card/:size': 'is a file that an organisation has brought',
  'GET /canvases/:canvas/images/:image/:size': 'is a file that somebody has put on a canvas',
  'GET /operator/mailbox/:id': 'is for one mail of the whole appliance',
}

/** What an address has to ask for. */
const QUERIES: Record<string, (values: Populated['values']) => string> = {
  'GET /journal/entry': (values) => `?session=${values['sessions/:id']}&phase=pause`,
  'GET /journal/beside': (values) => `?canvas=${values['canvases/:id']}`,
}

interface Populated {
  owner: TestPerson
  values: Record<string, string>
}

/** An organisation with `many` of everything that a page could list. */
async function populate(many: number): Promise<Populated> {
  const owner = await makePerson('owner')
  await asOwner('update people set operator = true where id = ?', [owner.id])
  const tenant = { organisation: owner.organisation, person: owner.id }
  const cards = await tenancy.run(tenant, () => listCards('en'))
  const entry = newId()
  let session = ''
  for (let index = 0; index < many; index++) {
    session = await makeSession(owner)
    await askRoute(
      route('PUT /api/v1/journal/entries/:id'),
      journalPath(index ? newId() : entry),
      owner
    )
  }
  for (let index = 0; index < many; index++) {
    const participant = await makePerson('participant', owner.organisation)
    await makeParticipant(session, participant)
    await tenancy.run({ ...tenant, person: participant.id }, () =>
      tenancy.client().table('picks').insert({
        id: newId(),
        organisation_id: owner.organisation,
        session_id: session,
        person_id: participant.id,
        phase_index: 0,
        card_id: cards[index]?.id,
        position: 0,
      })
    )
  }
  let canvas = ''
  for (let index = 0; index < many; index++) {
    const other = await makePerson('participant', owner.organisation)
    await makeParticipant(session, other)
    const theirs = await makeOwnCanvas(other)
    await share(other, theirs, { session }, 'edit')
    await share(other, theirs, { email: owner.email }, 'view')
    canvas = await makeOwnCanvas(owner)
    await share(owner, canvas, { email: other.email }, 'edit')
  }
  await drawOn(tenant, { id: canvas, owner: owner.id }, encodeStateAsUpdate(new Doc()))
  for (let index = 0; index < many; index++) await say(owner, canvas, `Comment ${index}`)
  let version: string | null = ''
  for (let index = 0; index < many; index++) {
    version = await keepVersion(tenant, canvas, { kind: 'kept', name: `Version ${index}` })
  }
  let template = ''
  for (let index = 0; index < many; index++) {
    const content = { name: `Template ${index}`, about: '', file: '{}' }
    const whose = index % 2 ? owner.id : null
    template = await tenancy.run(tenant, () => saveTemplate(tenant, whose, content))
  }
  const [journey] = await asOwner<{ id: string }>(
    'insert into journeys (id, organisation_id, title, description, phases) values (?, ?, ?, ?, ?) returning id',
    [randomUUID(), owner.organisation, '{"en":"Ours"}', '{"en":""}', '[]']
  )
  const [joining] = await asOwner<{ code: string }>(
    'select join_code as code from sessions where id = ?',
    [session]
  )
  return {
    owner,
    values: {
      'sessions/:id': session,
      'canvases/:id': canvas,
      'canvases/:canvas': canvas,
      'versions/:version': version ?? '',
      'templates/:template': template,
      'journeys/:id': journey?.id ?? '',
      'journal/:id': entry,
      'entries/:id': entry,
      'cards/:id': cards[0]?.id ?? '',
      'decks/:id': deckId('open'),
      'set-up/:step': 'parts',
      'join/:code': joining?.code ?? '',
    },
  }
}

function route(name: string) {
  const found = everyRoute().find((each) => each.name === name)
  if (!found) throw new Error(`There is no ${name}`)
  return found
}

const journalPath = (id: string) => `/api/v1/journal/entries/${id}`

async function count({ owner, values }: Populated): Promise<Record<string, string[]>> {
  const counted: Record<string, string[]> = {}
  for (const each of everyRoute()) {
    if (each.method !== 'GET' || each.name in ELSEWHERE) continue
    const parameters = parametersOf(each.pattern)
    const path = pathOf(
      each.pattern,
      parameters.map((parameter) => {
        const value = values[parameter]
        if (!value) throw new Error(`${each.name}: say what ${parameter} is`)
        return value
      })
    )
    const query = QUERIES[each.name]?.(values) ?? ''
    let status = 0
    counted[each.name] = await queriesOf(async () => {
      status = (await askRoute(each, path + query, owner)).status
    })
    if (status >= 400) throw new Error(`${path} answered ${status}`)
  }
  return counted
}

test.group('Every page and every answer of the API', () => {
  test('takes at most 12 queries, and no query for each row', async ({ assert }) => {
    const few = await count(await populate(2))
    const many = await count(await populate(14))
    for (const [name, queries] of Object.entries(many)) {
      assert.isAtMost(queries.length, BUDGET, `${name}\n${queries.join('\n')}`)
      assert.isAtMost(queries.length, few[name]?.length ?? 0, `${name}\n${queries.join('\n')}`)
    }
    assert.isAbove(Object.keys(many).length, 25)
    assert.isAbove(many['GET /home']?.length ?? 0, 1, 'queries are counted')
  }).timeout(120_000)
})
