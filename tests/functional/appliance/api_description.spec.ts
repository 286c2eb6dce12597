import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { describedRoutes } from '#core/http/describe_route'
import { openApi } from '#core/http/openapi'
import { makeOperator } from '#tests/support/operator'
import { makePerson } from '#tests/support/people'
import { everyRoute } from '#tests/support/routes'
import { makeParticipant, makeSession } from '#tests/support/sessions'

const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)

const description = openApi(describedRoutes(), '')
ajv.addSchema({ $id: 'api', ...description })

/** What an answer has that its description does not, or lacks; null when they agree. */
function disagreement(id: string, status: number, body: unknown): string | null {
  const route = describedRoutes().find((each) => each.id === id)
  if (!route) throw new Error(`No route is described as ${id}`)
  const path = route.path.replaceAll(/:(\w+)/g, '{$1}').replaceAll('/', '~1')
  const answer = `api#/paths/${encodeURIComponent(path)}/${route.method}/responses/${status}`
  const validate = ajv.getSchema(`${answer}/content/application~1json/schema`)
  if (!validate) return `the status ${status} is not described`
  return validate(body) ? null : ajv.errorsText(validate.errors)
}

type Answer = Awaited<ReturnType<ApiClient['get']>>

test.group('The REST description', () => {
  test('names every route of the API and no other', ({ assert }) => {
    const routes = everyRoute().filter(({ pattern }) => pattern.startsWith('/api/v1/'))
    assert.isAbove(routes.length, 0)
    assert.sameMembers(
      describedRoutes().map(({ method, path }) => `${method.toUpperCase()} ${path}`),
      routes.map(({ name }) => name)
    )
  })

  test('is valid OpenAPI 3.1, and each operation has a name of its own', async ({
    client,
    assert,
  }) => {
    const response = await client.get('/api/openapi.json')
    response.assertStatus(200)
    assert.deepEqual(Object.keys(response.body().paths), Object.keys(description.paths))
    assert.match(response.body().info.version, /^\d+\.\d+\.\d+/)
    const { valid, errors } = await new Validator().validate(response.body())
    assert.isTrue(valid, JSON.stringify(errors))
    const ids = describedRoutes().map(({ id }) => id)
    assert.lengthOf(new Set(ids), ids.length)
  })

  test('has schemas that JSON Schema understands', ({ assert }) => {
    const schemas = JSON.stringify(description)
    assert.notInclude(schemas, '"schema":{}')
    for (const { body, response, query } of describedRoutes()) {
      for (const validator of [body, response, query]) {
        if (validator) assert.isTrue(ajv.validateSchema(validator.toJSONSchema()))
      }
    }
  })

  test('says which routes need no token', ({ assert }) => {
    const open = describedRoutes().filter(({ access = 'bearer' }) => access !== 'bearer')
    assert.deepEqual(
      open.map(({ id, access }) => [id, access]),
      [
        ['signIn', 'anyone'],
        ['joinSession', 'either'],
      ]
    )
  })

  test('says what refusals look like', async ({ client, assert }) => {
    const person = await makePerson('participant')
    const check = (id: string, response: Answer) => {
      assert.isNull(disagreement(id, response.status(), response.body()), id)
    }
    check('listSessions', await client.get('/api/v1/sessions'))
    check('signIn', await client.post('/api/v1/sessions/sign-in').json({}))
    check('planSession', await client.post('/api/v1/sessions').json({}).bearerToken(person.token))
    check('joinSession', await client.post('/api/v1/sessions/join').json({ code: 'ZZZZZZ' }))
    check('getCard', await client.get(`/api/v1/cards/${randomUUID()}`).bearerToken(person.token))
  })

  test('says what sign-in and library answer', async ({ client, assert }) => {
    const person = await makePerson('facilitator')
    const check = (id: string, response: Answer) => {
      response.assertStatus(200)
      assert.isNull(disagreement(id, 200, response.body()), id)
      return response
    }
    const { email, password } = person
    check('signIn', await client.post('/api/v1/sessions/sign-in').json({ email, password }))
    check('whoAmI', await client.get('/api/v1/me').bearerToken(person.token))
    check('listDecks', await client.get('/api/v1/decks').bearerToken(person.token))
    const cards = check('findCards', await client.get('/api/v1/cards').bearerToken(person.token))
    const [{ id }] = cards.body().cards
    check('getCard', await client.get(`/api/v1/cards/${id}`).bearerToken(person.token))
  })

  test('says what operators are told', async ({ client, assert }) => {
    const operator = await makeOperator()
    const answer = await client.get('/api/v1/operator/status').bearerToken(operator.token)
    answer.assertStatus(200)
    assert.isNull(disagreement('getOperatorStatus', 200, answer.body()))
  })

  test('says what sessions answer', async ({ client, assert }) => {
    const lead = await makePerson('facilitator')
    const guest = await makePerson('participant', lead.organisation)
    const check = (id: string, response: Answer, status = 200) => {
      response.assertStatus(status)
      assert.isNull(disagreement(id, status, response.body()), id)
      return response
    }
    const planned = check(
      'planSession',
      await client
        .post('/api/v1/sessions')
        .json({ journey: 'arriving', startsAt: '2030-01-02T03:04:05Z' })
        .bearerToken(lead.token),
      201
    )
    const { id, joinCode } = planned.body()
    const session = `/api/v1/sessions/${id}`
    const step = { sequence: 0 }
    check(
      'controlSession',
      await client.post(`${session}/start`).json(step).bearerToken(lead.token)
    )
    check(
      'controlSession',
      await client.post(`${session}/next`).json(step).bearerToken(lead.token),
      409
    )
    check(
      'joinSession',
      await client.post('/api/v1/sessions/join').json({ code: joinCode, name: 'A' })
    )
    await makeParticipant(id, guest)
    check(
      'drawCard',
      await client.post(`${session}/draw`).json({ phaseIndex: 0 }).bearerToken(guest.token)
    )
    check('getSession', await client.get(session).bearerToken(guest.token))
    check('getSession', await client.get(session).bearerToken(lead.token))
    check('listSessions', await client.get('/api/v1/sessions').bearerToken(guest.token))
  })

  test('says what the journal answers', async ({ client, assert }) => {
    const person = await makePerson('participant')
    const sessionId = await makeSession(await makePerson('facilitator', person.organisation))
    await makeParticipant(sessionId, person)
    const check = (id: string, response: Answer, status = 200) => {
      response.assertStatus(status)
      assert.isNull(disagreement(id, status, response.body()), id)
    }
    const entry = `/api/v1/journal/entries/${randomUUID()}`
    const write = (text: string, over?: number) =>
      client
        .put(entry)
        .json({ text, mood: 'bright', sessionId, phase: 'do' })
        .headers(over ? { 'if-match': `"${over}"` } : {})
        .bearerToken(person.token)
    check('saveEntry', await write('One'), 201)
    check('saveEntry', await write('Two', 1))
    check('saveEntry', await write('Three', 1), 409)
    check('getEntry', await client.get(entry).bearerToken(person.token))
    check('deleteEntry', await client.delete(entry).bearerToken(person.token))
    check('listEntryChanges', await client.get('/api/v1/journal/entries').bearerToken(person.token))
  })
})
