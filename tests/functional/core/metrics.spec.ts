import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { definePart } from '#core/health/parts'
import { listenForOperators } from '#core/observability/operator_listener'
import { defineSampler, scrape } from '#core/observability/samplers'
import { CanvasClient } from '#tests/support/canvas_client'
import { asOwner } from '#tests/support/database'
import { freePort } from '#tests/support/free_port'
import { LiveClient } from '#tests/support/live_client'
import { makePerson, type TestPerson } from '#tests/support/people'
import { makeSession } from '#tests/support/sessions'
import { Visitor } from '#tests/support/visitor'
import { workEvents } from '#tests/support/work_events'

async function makeOperator(): Promise<TestPerson> {
  const operator = await makePerson('participant')
  await asOwner('update people set operator = true where id = ?', [operator.id])
  return operator
}

/** The value of a measure with these labels; undefined when there is none. */
async function valueOf(name: string, labels: Record<string, string> = {}) {
  const line = (await scrape()).split('\n').find((each) => {
    if (!new RegExp(`^${name}[{ ]`).test(each)) return false
    return Object.entries(labels).every(([label, value]) => each.includes(`${label}="${value}"`))
  })
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ') + 1))
}

test.group('GET /metrics', () => {
  test('is for operators alone', async ({ assert, client }) => {
    const owner = await makePerson('owner')
    assert.equal((await client.get('/metrics').bearerToken('x'.repeat(43))).status(), 401)
    assert.equal((await client.get('/metrics').bearerToken(owner.token)).status(), 403)
  })

  test('is not for a browser that another site made ask', async ({ assert }) => {
    const visitor = await Visitor.as(await makeOperator())
    assert.equal((await visitor.get('/metrics')).status, 401)
  })

  test('answers an operator’s token in the text form of Prometheus', async ({ assert, client }) => {
    const { token } = await makeOperator()
    const response = await client.get('/metrics').bearerToken(token)
    response.assertStatus(200)
    assert.match(String(response.header('content-type')), /^text\/plain; version=0\.0\.4/)
    assert.include(response.text(), '# TYPE belvedere_http_request_duration_seconds histogram')
  })
})

test.group('The operator’s listener', () => {
  test('that cannot listen names its setting', async ({ assert, cleanup }) => {
    const port = await freePort()
    const first = await listenForOperators('127.0.0.1', port)
    cleanup(() => void first.close())
    await assert.rejects(() => listenForOperators('127.0.0.1', port), /OPERATOR_PORT/)
  })

  test('answers nothing but the measures', async ({ assert, cleanup }) => {
    const port = await freePort()
    const server = await listenForOperators('127.0.0.1', port)
    cleanup(() => void server.close())
    const address = `http://127.0.0.1:${port}`
    for (const path of ['/', '/metrics/', '/home', '/operator/mailbox']) {
      assert.equal((await fetch(`${address}${path}`)).status, 404, path)
    }
    assert.equal((await fetch(`${address}/metrics`, { method: 'POST' })).status, 404)
    const response = await fetch(`${address}/metrics`)
    assert.equal(response.status, 200)
    assert.include(await response.text(), 'belvedere_outbox_due_events')
  })
})

test.group('Measures', (group) => {
  group.each.setup(() => limiter.clear())

  test('have labels that nobody outside can make up', async ({ assert }) => {
    const port = process.env.PORT
    const words = 'words-of-somebody'
    const visitor = await Visitor.as(await makePerson('participant'))
    await visitor.get(`/${words}?${words}=1`)
    await visitor.get(`/sessions/${words}`)
    await visitor.get(`/join/${words}`)
    await fetch(`http://127.0.0.1:${port}/${words}.css`)
    await fetch(`http://127.0.0.1:${port}/home`, { method: 'PROPFIND' })
    const text = await scrape()
    assert.notInclude(text, words)
    assert.include(text, 'route="/*"')
    assert.include(text, 'method="OTHER"')
  })

  test('count requests by the pattern of their route', async ({ assert }) => {
    const labels = { method: 'GET', route: '/sessions/:id', status: '404' }
    const name = 'belvedere_http_request_duration_seconds_count'
    const before = (await valueOf(name, labels)) ?? 0
    const visitor = await Visitor.as(await makePerson('participant'))
    await (await visitor.get(`/sessions/${crypto.randomUUID()}`)).text()
    await (await visitor.get(`/sessions/${crypto.randomUUID()}`)).text()
    // A request counts when its answer has gone, which the next one has seen.
    await (await visitor.get('/health/live')).text()
    assert.equal(await valueOf(name, labels), before + 2)
  })

  test('count open WebSockets and canvases', async ({ assert }) => {
    const facilitator = await makePerson('facilitator')
    const session = await makeSession(facilitator)
    await asOwner(`update sessions set state = 'running' where id = ?`, [session])
    const before = (await valueOf('belvedere_websockets_open', { endpoint: '/live' })) ?? 0
    const rooms = (await valueOf('belvedere_canvas_rooms')) ?? 0
    const live = await LiveClient.of(facilitator)
    const canvas = await new CanvasClient(facilitator, session).synced()
    assert.equal(await valueOf('belvedere_websockets_open', { endpoint: '/live' }), before + 1)
    assert.isAtLeast((await valueOf('belvedere_websockets_open', { endpoint: '/canvas/' })) ?? 0, 1)
    assert.equal(await valueOf('belvedere_canvas_rooms'), rooms + 1)
    canvas.close()
    live.close()
    await live.closed
  })

  test('tell of events that wait, and for how long', async ({ assert, cleanup }) => {
    cleanup(async () => {
      await asOwner(`delete from outbox where name = 'test.waiting'`)
    })
    await asOwner(
      `insert into outbox (id, name, payload, due_at)
       values (gen_random_uuid(), 'test.waiting', '{}', now() - interval '90 seconds')`
    )
    assert.isAtLeast((await valueOf('belvedere_outbox_due_events')) ?? 0, 1)
    assert.isAtLeast((await valueOf('belvedere_outbox_oldest_due_seconds')) ?? 0, 90)
  })

  test('tell of deliveries, their delay, and dead letters', async ({ assert, cleanup }) => {
    const labels = { consumer: 'accounts.sendPasswordReset' }
    const handled = { ...labels, outcome: 'handled' }
    const count = 'belvedere_event_delay_seconds_count'
    const relays = (await valueOf('belvedere_relay_delay_seconds_count')) ?? 0
    const deliveries = (await valueOf('belvedere_deliveries_total', handled)) ?? 0
    const delays = (await valueOf(count, labels)) ?? 0
    const person = await makePerson('owner')
    await new Visitor().submit('POST', '/password/forgot', { email: person.email })
    await workEvents()
    assert.equal(await valueOf('belvedere_deliveries_total', handled), deliveries + 1)
    assert.equal(await valueOf(count, labels), delays + 1)
    assert.isAbove((await valueOf('belvedere_relay_delay_seconds_count')) ?? 0, relays)

    const dead = (await valueOf('belvedere_dead_letters')) ?? 0
    const [row] = await asOwner<{ id: string }>(
      `insert into outbox (id, name, payload, published_at)
       values (gen_random_uuid(), 'test.dead', '{}', now()) returning id`
    )
    cleanup(async () => {
      await asOwner('delete from dead_letters where event_id = ?', [row?.id])
      await asOwner('delete from outbox where id = ?', [row?.id])
    })
    await asOwner(
      `insert into dead_letters (event_id, consumer, attempts, error_kind, failed_at)
       values (?, 'test.consumer', 8, 'Error', now())`,
      [row?.id]
    )
    assert.equal(await valueOf('belvedere_dead_letters'), dead + 1)
  })

  test('count what a limit refused', async ({ assert }) => {
    const labels = { code: 'accounts.tooManyAttempts' }
    const before = (await valueOf('belvedere_rate_limit_refusals_total', labels)) ?? 0
    const visitor = new Visitor()
    const { email } = await makePerson('owner')
    for (let guess = 0; guess < 7; guess++) {
      await visitor.submit('POST', '/sign-in', { email, password: `guess number ${guess}` })
    }
    assert.isAbove((await valueOf('belvedere_rate_limit_refusals_total', labels)) ?? 0, before)
  })

  test('tell which part is not well, and what is wrong with it', async ({ assert, cleanup }) => {
    const part = { name: 'test.part', isNeeded: false }
    const labels = { part: 'test.part', needed: 'no' }
    definePart({ ...part, check: async () => 'full' })
    cleanup(() => definePart({ ...part, check: async () => null }))
    assert.equal(await valueOf('belvedere_part_up', labels), 0)
    const wrong = { part: 'test.part', reason: 'full' }
    assert.equal(await valueOf('belvedere_part_unwell', wrong), 1)
    assert.equal(await valueOf('belvedere_part_up', { part: 'database', needed: 'yes' }), 1)
    definePart({ ...part, check: async () => null })
    assert.equal(await valueOf('belvedere_part_up', labels), 1)
    assert.isUndefined(await valueOf('belvedere_part_unwell', wrong))
  })

  test('tell of disk and database', async ({ assert }) => {
    assert.isAbove((await valueOf('belvedere_disk_free_bytes')) ?? 0, 0)
    assert.isAbove((await valueOf('belvedere_disk_size_bytes')) ?? 0, 0)
    assert.isAbove((await valueOf('belvedere_database_pool_wait_seconds_count')) ?? 0, 0)
    const free = await valueOf('belvedere_database_pool_connections', { state: 'free' })
    const used = await valueOf('belvedere_database_pool_connections', { state: 'used' })
    assert.isAtLeast((free ?? 0) + (used ?? 0), 1)
    assert.equal(await valueOf('belvedere_database_pool_waiting'), 0)
  })

  test('say nothing rather than what was so before, when something cannot be found out', async ({
    assert,
  }) => {
    const said: string[] = []
    defineSampler({
      sample: () => Promise.reject(new Error('away')),
      forget: () => said.push('unknown'),
    })
    assert.include(await scrape(), 'belvedere_build_info')
    assert.deepEqual(said, ['unknown'])
  })
})
