import { request } from 'node:http'
import { test } from '@japa/runner'
import { tenancy } from '#core/tenancy/tenancy'
import { makePerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'

interface RawAnswer {
  status: number
  headers: NodeJS.Dict<string | string[]>
  body: string
}

/** Asks for an address as it stands, which `fetch` would put right first. */
function ask(
  method: string,
  path: string,
  headers: Record<string, string> = {}
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: process.env.PORT, method, path, headers },
      (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (body += chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
        )
      }
    )
    asked.once('error', reject)
    asked.end()
  })
}

const HTML = { accept: 'text/html' }

test.group('An address that nothing has', () => {
  test('is a page in the language that the browser asks for', async ({ assert }) => {
    const answer = await ask('GET', '/nothing', { ...HTML, 'accept-language': 'he' })
    assert.equal(answer.status, 404)
    assert.include(answer.body, '<html lang="he" dir="rtl"')
    assert.include(answer.body, 'href="/sign-in"')
    assert.property(answer.headers, 'content-security-policy')
  })

  test('is a page in the language of who is signed in, among their places', async ({ assert }) => {
    const person = await makePerson('participant')
    await tenancy.run({ organisation: person.organisation, person: person.id }, () =>
      tenancy.client().from('people').where('id', person.id).update({ locale: 'de' })
    )
    const visitor = await Visitor.as(person)
    const answer = await visitor.get('/nothing/at/all?x=1', { 'accept-language': 'fr' })
    assert.equal(answer.status, 404)
    const page = await answer.text()
    assert.include(page, '<html lang="de"')
    assert.include(page, 'href="/journal"')
    assert.notInclude(page, 'href="/sign-in"')
  })

  test('is JSON under /api, in the language that was asked for', async ({ assert }) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const answer = await ask(method, '/api/v1/nothing', { 'accept-language': 'de' })
      assert.equal(answer.status, 404)
      const { errors } = JSON.parse(answer.body)
      assert.equal(errors[0].code, 'core.notFound')
      assert.match(errors[0].message, /^Hier /)
    }
  })

  test('has no body for HEAD, and no form to go back to for POST', async ({ assert }) => {
    const head = await ask('HEAD', '/nothing', HTML)
    assert.deepEqual([head.status, head.body], [404, ''])
    const post = await ask('POST', '/nothing', HTML)
    assert.equal(post.status, 404)
    assert.include(post.body, '<html')
  })

  test('is what other methods ask for', async ({ assert }) => {
    for (const [method, path] of [
      ['PROPFIND', '/'],
      ['OPTIONS', '/people'],
      ['DELETE', '/sign-in'],
      ['TRACE', '/'],
    ] as const) {
      const answer = await ask(method, path, HTML)
      assert.equal(answer.status, 404, `${method} ${path}`)
      assert.include(answer.body, '<html', `${method} ${path}`)
    }
  })
})

test.group('An address that cannot be read', () => {
  for (const path of ['/%E0%A4%A', '/people/%', '/%C0%80?x=%']) {
    test(`such as ${path} leads a browser to a page`, async ({ assert }) => {
      const answer = await ask('GET', path, HTML)
      assert.equal(answer.status, 303)
      const page = await ask('GET', String(answer.headers.location), HTML)
      assert.equal(page.status, 404)
      assert.include(page.body, '<html')
    })
  }

  test('is refused as JSON under /api', async ({ assert }) => {
    const answer = await ask('GET', '/api/v1/%E0%A4%A')
    assert.equal(answer.status, 400)
    assert.equal(JSON.parse(answer.body).errors[0].code, 'core.badRequest')
  })
})

test.group('A very long address', () => {
  test('is unknown like any other', async ({ assert }) => {
    const answer = await ask('GET', `/${'a'.repeat(12_000)}`, HTML)
    assert.equal(answer.status, 404)
    assert.include(answer.body, '<html')
  })

  test('is refused when it is longer than any request may be', async ({ assert }) => {
    const answer = await ask('GET', `/${'a'.repeat(40_000)}`, HTML)
    assert.equal(answer.status, 431)
  })
})
