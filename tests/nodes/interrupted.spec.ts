import { test } from '@japa/runner'
import { Client } from 'pg'
import { Api } from '#tests/support/api'
import { recovered, until } from '#tests/support/away'
import { Cluster, whyNoCluster } from '#tests/support/cluster'
import { demoPerson } from '#tests/support/demo'
import { words } from '#tests/support/words'

const missing = whyNoCluster()

test.group('Something that a process was doing when it was killed', (group) => {
  let cluster: Cluster

  group.tap((each) => each.skip(missing !== null, missing ?? ''))
  group.setup(async () => {
    if (missing) return () => undefined
    cluster = await Cluster.start()
    return () => cluster.dispose()
  })

  test('is not done again, and whoever asked for it is told in their language', async ({
    assert,
    cleanup,
  }) => {
    const [first, second] = cluster.webs
    const api = await Api.signIn(cluster.url, demoPerson(cluster.home, 'facilitator'))
    const locking = new Client(cluster.services.postgres.superuserUrl)
    await locking.connect()
    cleanup(() => locking.end())
    const count = () => cluster.ask<{ count: string }>('select count(*) from sessions')
    const before = await count()
    // Which of the two is asked nobody can say while both are there.
    await second.process.end('SIGTERM')
    await locking.query('begin')
    await locking.query('lock table sessions in access exclusive mode')
    const asked = fetch(`${cluster.url}/api/v1/sessions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': 'he',
        authorization: `Bearer ${api.token}`,
      },
      body: JSON.stringify({ journey: 'crossroads', admission: 'open' }),
    })
    await until(async () => {
      const waiting = await cluster.ask(
        `select from pg_stat_activity where wait_event_type = 'Lock' and query like '%sessions%'`
      )
      return waiting.length > 0
    })
    await second.process.start()
    await until(async () => (await fetch(`${second.url}/health/ready`)).ok)
    await first.process.end('SIGKILL')
    const answer = await asked
    await locking.query('commit')
    await first.process.start()
    await recovered(cluster)
    assert.equal(answer.status, 503)
    const message = words('he', 'core.errors.interrupted')
    assert.deepEqual(await answer.json(), { errors: [{ code: 'core.interrupted', message }] })
    assert.deepEqual(await count(), before)
  }).timeout(120_000)
})
