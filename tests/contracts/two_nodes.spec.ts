import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { needs, service } from '#tests/services/running'
import { startService, type Services } from '#tests/services/services'
import { Api } from '#tests/support/api'
import { Appliance, newHome } from '#tests/support/appliance'
import { demoPeople, demoPerson } from '#tests/support/demo'
import { LiveClient } from '#tests/support/live_client'
import { CONSOLE, runProgram } from '#tests/support/run_program'

const missing = service('postgres') ? 'valkey' : 'postgres'
const skips = !service('postgres') || !service('valkey')

/** Longest that a node which was killed may be taken for present. Milliseconds. */
const GHOSTS_GO_WITHIN = 15_000
/** Longest that access may outlive its end, on whatever node. Milliseconds. */
const ENDS_WITHIN = 500

interface Me {
  person: { id: string }
  organisation: { id: string }
}

test.group('The live channel on two nodes', (group) => {
  group.tap((each) => each.skip(skips, needs(missing)).timeout(180_000))

  let services: Pick<Services, 'postgres' | 'valkey'>
  let here: Appliance
  let there: Appliance
  let environment: NodeJS.ProcessEnv
  let facilitator: Api
  let session: string
  let participants: Api[]

  const shareKeysWith = (home: string) =>
    cpSync(join(here.home, 'keys'), join(home, 'keys'), { recursive: true })
  const startThere = async () => {
    const home = newHome()
    shareKeysWith(home)
    there = await Appliance.start({ home, environment })
  }
  /** A connection to a node that follows the session. */
  const follow = async ({ token }: Api, { url }: Appliance) => {
    const client = await LiveClient.of({ token: token ?? '' }, url)
    await client.subscribe(`session:${session}`)
    return client
  }
  /** Two participants who follow the session, one on each node. */
  const followOnBoth = async (cleanup: (work: () => void) => void) => {
    const one = await follow(participant(0), here)
    cleanup(() => one.close())
    const other = await follow(participant(1), there)
    cleanup(() => other.close())
    return [one, other] as const
  }
  const isWith = (count: number) => (message: { type: string; people?: unknown }) =>
    message.type === 'presence' && Array.isArray(message.people) && message.people.length === count
  const participant = (index: number) => {
    const found = participants[index]
    if (!found) throw new Error('The demo has too few participants')
    return found
  }

  group.setup(async () => {
    if (skips) return () => undefined
    services = {
      postgres: await startService('postgres'),
      valkey: await startService('valkey'),
    }
    environment = { ...services.postgres.settings, ...services.valkey.settings }
    here = await Appliance.start({ environment })
    await startThere()
    facilitator = await Api.signIn(here.url, demoPerson(here.home, 'facilitator'))
    const planned = await facilitator.post<{ id: string; joinCode: string }>('/sessions', {
      journey: 'arriving',
      admission: 'open',
    })
    session = planned.id
    participants = []
    for (const person of demoPeople(here.home).filter(({ role }) => role === 'participant')) {
      const api = await Api.signIn(there.url, person)
      await api.post('/sessions/join', { code: planned.joinCode })
      participants.push(api)
    }
    await facilitator.post(`/sessions/${session}/open`)
    await facilitator.post(`/sessions/${session}/start`)
    return async () => {
      await here.dispose()
      await there.dispose()
      await services.postgres.remove()
      await services.valkey.remove()
    }
  })

  test('tells on one what was done on the other, while Valkey is away too', async ({
    assert,
    cleanup,
  }) => {
    const client = await follow(participant(0), there)
    cleanup(() => client.close())
    await facilitator.post(`/sessions/${session}/pause`)
    await client.hears(({ type }) => type === 'message')
    await services.valkey.kill()
    cleanup(() => services.valkey.restart())
    client.heard.length = 0
    await facilitator.post(`/sessions/${session}/resume`)
    const { body } = await client.hears(({ type }) => type === 'message')
    assert.containSubset(body, { kind: 'state' })
    const ready = await fetch(`${there.url}/health/ready`)
    assert.equal(ready.status, 200)
    assert.deepEqual(await ready.json(), {
      status: 'degraded',
      parts: [{ name: 'redis', reason: 'unreachable' }],
    })
  })

  test('ends on one within half a second when the access is taken away on the other', async ({
    assert,
  }) => {
    const [person] = demoPeople(here.home).filter(({ role }) => role === 'participant')
    assert.exists(person)
    if (!person) return
    const leaving = await Api.signIn(here.url, person)
    const client = await follow(leaving, there)
    const closed = client.closed.then((code) => ({ code, at: performance.now() }))
    const from = performance.now()
    const answer = await fetch(`${here.url}/api/v1/sessions/current`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${leaving.token}` },
    })
    assert.equal(answer.status, 204)
    const { code, at } = await closed
    assert.equal(code, 4401)
    assert.isBelow(at - from, ENDS_WITHIN)
  })

  test('shows who is present on both, and again after Valkey was away', async ({ cleanup }) => {
    const clients = await followOnBoth(cleanup)
    for (const client of clients) await client.hears(isWith(2))
    for (const client of clients) client.heard.length = 0
    await services.valkey.kill()
    for (const client of clients) await client.hears(isWith(1), GHOSTS_GO_WITHIN)
    for (const client of clients) client.heard.length = 0
    await services.valkey.restart()
    for (const client of clients) await client.hears(isWith(2), GHOSTS_GO_WITHIN)
  })

  test('shows everything anew when the database was away', async ({ assert, cleanup }) => {
    const clients = await followOnBoth(cleanup)
    for (const client of clients) client.heard.length = 0
    await services.postgres.kill()
    await services.postgres.restart()
    for (const client of clients) {
      const again = await client.hears(({ type }) => type === 'subscribed', GHOSTS_GO_WITHIN)
      assert.containSubset(again, { channel: `session:${session}` })
    }
    for (const client of clients) client.heard.length = 0
    await facilitator.post(`/sessions/${session}/pause`)
    for (const client of clients) await client.hears(({ type }) => type === 'message')
    await facilitator.post(`/sessions/${session}/resume`)
  })

  test('closes the connection of whose key an operator’s command destroys, on any node', async ({
    assert,
    cleanup,
  }) => {
    const [one, other] = await followOnBoth(cleanup)
    const { person, organisation } = await participant(1).get<Me>('/me')
    const command = ['keys:destroy', organisation.id, '--person', person.id, '--yes']
    const { status, said } = await runProgram([CONSOLE, ...command], {
      ...environment,
      BELVEDERE_HOME: here.home,
    })
    cleanup(() => shareKeysWith(there.home))
    assert.equal(status, 0, said)
    assert.equal(await other.closed, 4401)
    await one.hears(isWith(1))
    assert.equal(one.socket.readyState, one.socket.OPEN)
  })

  test('forgets those of a node that was killed, and asks anew in case it had something to tell', async ({
    cleanup,
  }) => {
    const [one] = await followOnBoth(cleanup)
    await one.hears(isWith(2))
    one.heard.length = 0
    await there.end('SIGKILL')
    await one.hears(isWith(1), GHOSTS_GO_WITHIN)
    await one.hears(({ type }) => type === 'subscribed')
    await there.dispose()
    await startThere()
  })

  test('forgets those of a node that ends in good order at once', async ({ assert, cleanup }) => {
    const [one] = await followOnBoth(cleanup)
    await one.hears(isWith(2))
    one.heard.length = 0
    await there.end()
    await one.hears(isWith(1))
    assert.isFalse(one.heard.some(({ type }) => type === 'subscribed'))
  })
})
