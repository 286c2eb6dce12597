import { test } from '@japa/runner'
import { asOwner } from '#tests/support/database'
import { PARAMETERS, PUBLIC } from '#tests/support/other_organisation'
import { makePerson } from '#tests/support/people'
import { everyRoute, parametersOf, pathOf, type RouteUnderTest } from '#tests/support/routes'
import { Visitor } from '#tests/support/visitor'

/** What an answer must never contain: stack traces, SQL, the database's own words, file names. */
const INSIDES =
  /\n\s+at |node_modules|\.ts:\d|\.js:\d|\bselect\s.+\sfrom\b|insert into|update .+ set |row-level security|syntax error|violates|relation "|PGlite|invalid byte sequence/i

interface Attempt {
  what: string
  headers?: Record<string, string>
  body: string | Uint8Array
}

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const everyField = (value: string) =>
  JSON.stringify(
    Object.fromEntries(
      ['email', 'password', 'name', 'title', 'text', 'code', 'id', 'label', 'locale', 'role'].map(
        (field) => [field, value]
      )
    )
  )

const ATTEMPTS: Attempt[] = [
  { what: 'broken JSON', body: '{"email": "a' },
  { what: 'JSON that is no object', body: '"only a text"' },
  { what: 'an array where an object belongs', body: '[1, 2, 3]' },
  { what: 'null', body: 'null' },
  { what: 'very deep JSON', body: `{"title":${nested(50_000)}}` },
  { what: 'NUL characters', body: everyField('a\u0000b') },
  { what: 'half a surrogate pair', body: '{"title":"\\ud800","name":"\\ud800","text":"\\ud800"}' },
  { what: 'numbers where texts belong', body: everyField('x').replaceAll('"x"', '1e999') },
  { what: 'objects where texts belong', body: everyField('x').replaceAll('"x"', '{"a":1}') },
  { what: 'a prototype', body: '{"__proto__":{"role":"owner"},"constructor":{"prototype":{}}}' },
  { what: 'bytes that are no text', body: new Uint8Array([0xff, 0xfe, 0x00, 0x80]) },
  { what: 'a wrong content type', headers: { 'content-type': 'text/plain' }, body: 'hello' },
  { what: 'no content type', headers: { 'content-type': '' }, body: '{}' },
  {
    what: 'a strange charset',
    headers: { 'content-type': 'application/json; charset=x' },
    body: '{}',
  },
  {
    what: 'a multipart body without a boundary',
    headers: { 'content-type': 'multipart/form-data' },
    body: 'x',
  },
]

async function send(
  { method, pattern }: RouteUnderTest,
  headers: Record<string, string>,
  body?: string | Uint8Array
) {
  const values = await Promise.all(
    parametersOf(pattern).map(async (each) => (await PARAMETERS[each]?.value()) ?? '')
  )
  return sendTo(method, pathOf(pattern, values), headers, body)
}

async function sendTo(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string | Uint8Array
) {
  const response = await fetch(`http://127.0.0.1:${process.env.PORT}${path}`, {
    method,
    redirect: 'manual',
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    ...(body === undefined || method === 'GET' ? {} : { body: Buffer.from(body) }),
  })
  return { status: response.status, text: await response.text() }
}

function problemOf({ status, text }: { status: number; text: string }, allowed: number[]) {
  if (INSIDES.test(text)) return `shows its insides: ${text.slice(0, 200)}`
  if (status < 400 || allowed.includes(status)) return undefined
  return `answered ${status}: ${text.slice(0, 120)}`
}

const REFUSALS = [400, 401, 403, 404, 409, 410, 413, 415, 422, 429]
const apiRoutes = () => everyRoute().filter(({ isApi }) => isApi)

test.group('Bad input to every API route', () => {
  for (const { what, headers = {}, body } of ATTEMPTS) {
    test(`${what} is refused calmly`, async ({ assert }) => {
      const person = await makePerson('owner')
      const problems: string[] = []
      for (const route of apiRoutes()) {
        const answer = await send(
          route,
          { authorization: `Bearer ${person.token}`, ...headers },
          body
        )
        const problem = problemOf(answer, REFUSALS)
        if (problem) problems.push(`${route.name} ${problem}`)
      }
      assert.deepEqual(problems, [])
    })
  }

  test('a body that is too large is refused as such', async ({ assert }) => {
    const person = await makePerson('owner')
    const problems: string[] = []
    for (const route of apiRoutes().filter(({ method }) => method !== 'GET')) {
      const authorization = `Bearer ${person.token}`
      const answer = await send(route, { authorization }, `{"text":"${'x'.repeat(2_000_000)}"}`)
      if (answer.status !== 413) problems.push(`${route.name} answered ${answer.status}`)
    }
    assert.deepEqual(problems, [])
  })

  for (const parameter of ['%00', '..%2f..%2f', "1'--", 'x'.repeat(5000), '%ff', '-1', 'null']) {
    test(`a parameter such as ${parameter.slice(0, 12)} finds nothing`, async ({ assert }) => {
      const person = await makePerson('owner')
      const problems: string[] = []
      for (const route of everyRoute()) {
        if (parametersOf(route.pattern).length === 0) continue
        const path = route.pattern.replace(/:[\w?]+/g, parameter)
        const answer = await sendTo(route.method, path, {
          authorization: `Bearer ${person.token}`,
        })
        const problem = problemOf(answer, REFUSALS)
        if (problem) problems.push(`${route.name} ${problem}`)
      }
      assert.deepEqual(problems, [])
    })
  }
})

test.group('A token', () => {
  for (const [what, token] of [
    ['that is missing', undefined],
    ['of the wrong length', 'Bearer abc'],
    ['that nobody has', `Bearer ${'x'.repeat(43)}`],
    ['with strange characters', `Bearer ${"'; --".padEnd(43, 'x')}`],
    ['of another scheme', `Basic ${btoa('a:b')}`],
    ['that is very long', `Bearer ${'x'.repeat(8_000)}`],
  ] as const) {
    test(`${what} opens no API route`, async ({ assert }) => {
      const problems: string[] = []
      for (const route of apiRoutes().filter(({ name }) => !(name in PUBLIC))) {
        const { status, text } = await send(route, token ? { authorization: token } : {}, '{}')
        const code = /"code":"core\.signInRequired"/.test(text)
        if (status !== 401 || !code) problems.push(`${route.name} answered ${status}`)
      }
      assert.deepEqual(problems, [])
    })
  }

  test('that has expired opens no API route', async ({ assert }) => {
    const person = await makePerson('owner')
    await asOwner(`update sign_in_sessions set expires_at = now() where person_id = ?`, [person.id])
    const problems: string[] = []
    for (const route of apiRoutes().filter(({ name }) => !(name in PUBLIC))) {
      const { status } = await send(route, { authorization: `Bearer ${person.token}` }, '{}')
      if (status !== 401) problems.push(`${route.name} answered ${status}`)
    }
    assert.deepEqual(problems, [])
  })

  test('in a cookie opens no API route, and a bearer token opens no page', async ({ assert }) => {
    const person = await makePerson('owner')
    const visitor = await Visitor.as(person)
    for (const { pattern } of apiRoutes().filter(({ name }) => name === 'GET /api/v1/cards')) {
      assert.equal((await visitor.get(pattern)).status, 401)
    }
    const page = await sendTo('GET', '/audit', { authorization: `Bearer ${person.token}` })
    assert.equal(page.status, 401)
  })

  test('of a form that is missing or wrong refuses the form', async ({ assert }) => {
    const operator = await makePerson('owner')
    await asOwner('update people set operator = true where id = ?', [operator.id])
    const visitor = await Visitor.as(operator)
    for (const token of ['', 'x', 'a.b.c']) {
      const answer = await visitor.submit(
        'POST',
        '/operator/dead-letters/replay',
        {},
        { 'x-xsrf-token': token, accept: 'application/json' }
      )
      assert.equal(answer.status, 403)
    }
  })
})
