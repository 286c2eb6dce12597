import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { Api } from '#tests/support/api'
import { Appliance } from '#tests/support/appliance'
import { breakStatements } from '#tests/support/break_statements'
import { demoPeople, demoPerson } from '#tests/support/demo'
import { everyRoute, parametersOf, pathOf, type RouteUnderTest } from '#tests/support/routes'
import { Visitor } from '#tests/support/visitor'

const BREAKING = 'Heron at the mouth of the river'

/** The newest link of a kind in the mailbox that the operator reads. */
async function linkIn(operator: Visitor, pattern: RegExp): Promise<string> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const list = await (await operator.get('/operator/mailbox')).text()
    for (const [path] of list.matchAll(/\/operator\/mailbox\/[0-9a-f-]{36}/g)) {
      const found = pattern.exec(await (await operator.get(path)).text())?.[0]
      if (found) return found
    }
    if (Date.now() > deadline) throw new Error('The mail has not come')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

test.group('What the appliance writes to its log', () => {
  test('holds no secret, address, name or word of anybody, whatever happens', async ({
    assert,
    cleanup,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'belvedere-log-'))
    cleanup(() => rmSync(folder, { recursive: true }))
    const NODE_OPTIONS = `--require=${breakStatements(folder, BREAKING)}`
    const environment = { NODE_OPTIONS, LOG_LEVEL: 'debug' }
    const appliance = await Appliance.start({ environment })
    cleanup(() => appliance.dispose())
    const { url, home } = appliance
    const owner = demoPerson(home, 'owner')
    const participant = demoPerson(home, 'participant')

    const operator = await new Visitor(url).signIn(owner)
    const api = await Api.signIn(url, participant)
    const stranger = new Visitor(url)
    const guess = 'wrong-guess-of-a-password'
    await stranger.submit('POST', '/sign-in', { email: participant.email, password: guess })

    const invited = 'lior.amsalem@example.org'
    await operator.submit('POST', '/invitations', { email: invited, role: 'participant' })
    const invitation = await linkIn(operator, /\/invitations\/[\w-]{43}/)
    const guest = new Visitor(url)
    const [name, chosen] = ['Lior Amsalem', 'four unrelated words']
    const accepted = await guest.submit('POST', `${invitation}/accept`, { name, password: chosen })
    assert.equal(accepted.headers.get('location'), '/home')

    const words = 'The tide took the old pier'
    const entry = `/journal/entries/${crypto.randomUUID()}`
    assert.isBelow((await guest.submit('PUT', entry, { text: words })).status, 400)
    // The words of a journal are sealed before any statement has them; those of a name are not.
    const broken = await guest.submit('POST', '/account/tokens', { label: BREAKING })
    assert.equal(broken.status, 500)
    assert.notInclude(await broken.text(), BREAKING)

    await stranger.submit('POST', '/password/forgot', { email: participant.email })
    const reset = await linkIn(operator, /\/password\/reset\/[\w-]{43}/)
    const fresh = 'other unrelated words'
    const done = await stranger.submit('POST', reset, { password: fresh })
    assert.equal(done.headers.get('location'), '/sign-in')

    const log = appliance.output()
    assert.include(log, '"name":"RangeError"')
    assert.include(log, 'request failed')
    const secrets = [
      ...demoPeople(home).flatMap(({ email, password }) => [email, password]),
      ...['Okafor', 'Lindqvist', 'Castellanos', 'Moreau', 'ברק', 'Raman', 'Wieczorek'],
      ...[invited, name, chosen, guess, words, BREAKING, fresh, String(api.token)],
      ...[invitation, reset].map((link) => link.split('/').at(-1) ?? link),
      ...operator.cookie.split('; ').map((cookie) => cookie.slice(cookie.indexOf('=') + 1)),
    ]
    assert.deepEqual(
      secrets.filter((secret) => log.includes(secret)),
      []
    )
  }).timeout(180_000)

  test('is one line for each request, and nothing that any request brings', async ({
    assert,
    cleanup,
  }) => {
    await (await app.container.make('server')).boot()
    const appliance = await Appliance.start({ environment: { LOG_LEVEL: 'debug' } })
    cleanup(() => appliance.dispose())
    const person = demoPerson(appliance.home, 'facilitator')
    const { token } = await Api.signIn(appliance.url, person)
    const visitor = await new Visitor(appliance.url).signIn(person)
    // Signing out would make all that follow strangers.
    const routes = everyRoute().filter(({ name }) => !/sign-out|sessions\/current/.test(name))
    for (const route of routes) {
      await bring(appliance.url, route, { cookie: `${visitor.cookie}; own=${MARKER}-cookie` })
      await bring(appliance.url, route, { authorization: `Bearer ${token}` })
      await bring(appliance.url, route, { authorization: `Bearer ${MARKER}-token` })
    }
    assert.equal(await appliance.end(), 0)

    const log = appliance.output()
    assert.notInclude(log, MARKER)
    assert.deepEqual(
      [token ?? '', ...visitor.cookie.split('; ').map((each) => each.split('=')[1] ?? '')].filter(
        (secret) => secret.length > 4 && log.includes(secret)
      ),
      []
    )
    const lines = log
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line): Record<string, unknown> => JSON.parse(line))
      .filter(({ msg }) => msg === 'request')
    for (const { name, method, pattern } of routes) {
      const own = lines.filter((line) => line.method === method && line.route === pattern)
      assert.isAtLeast(own.length, 3, name)
      for (const line of own) {
        assert.isNumber(line.status, name)
        assert.isNumber(line.ms, name)
        assert.match(String(line.request_id), /^\S{8,}$/, name)
        assert.match(String(line.trace_id), /^[0-9a-f]{32}$/, name)
      }
    }
  }).timeout(240_000)
})

/** Stands in everything that a request can bring. */
const MARKER = 'zq7marker'

async function bring(
  url: string,
  { method, pattern }: RouteUnderTest,
  headers: Record<string, string>
): Promise<void> {
  const values = parametersOf(pattern).map((parameter) =>
    parameter.endsWith(':step') ? 'start' : `${MARKER}-parameter`
  )
  const fields = ['email', 'password', 'name', 'title', 'text', 'code', 'token', 'label', 'current']
  const body = Object.fromEntries(fields.map((field) => [field, `${MARKER}-${field}`]))
  const response = await fetch(`${url}${pathOf(pattern, values)}?query=${MARKER}-query`, {
    method,
    redirect: 'manual',
    headers: {
      'content-type': 'application/json',
      'user-agent': `${MARKER}-browser`,
      referer: `${url}/${MARKER}-referer`,
      'x-forwarded-for': '203.0.113.77',
      ...headers,
    },
    ...(method === 'GET'
      ? {}
      : { body: JSON.stringify({ ...body, email: `${MARKER}@example.org` }) }),
  })
  await response.arrayBuffer()
}
