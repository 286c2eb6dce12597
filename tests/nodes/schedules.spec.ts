import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { Client } from 'pg'
import { Cluster, whyNoCluster } from '#tests/support/cluster'

const missing = whyNoCluster()
/** In the first a worker may still be starting, and wait to declare what repeats. */
const ROUNDS = 3

const SET_DUE = `
  update schedules set next_due_at = now() + interval '1 second' where name = 'core.hourly'`
const HOLD = `
  select next_due_at between now() and now() + interval '1 second' as "isAhead"
  from schedules where name = 'core.hourly' for update`
/** The transactions of workers that wait for who holds the schedule. */
const WAITING = `
  select pid || ' ' || xact_start as transaction from pg_stat_activity
  where wait_event_type = 'Lock' and query like '%schedules%'`
const ONGOING = `
  select 1 from pg_stat_activity where pid || ' ' || xact_start = any ($1::text[])`

test.group('What repeats', (group) => {
  let cluster: Cluster

  group.tap((each) => each.skip(missing !== null, missing ?? ''))
  group.setup(async () => {
    if (missing) return () => undefined
    cluster = await Cluster.start()
    return () => cluster.dispose()
  })

  const emitted = async () => {
    const events = await cluster.ask(`select 1 from outbox where name = 'core.hourPassed'`)
    return events.length
  }

  /** Holds the schedule from before it is due, so that nobody is the first to find it. */
  const hold = async (client: Client) => {
    for (;;) {
      await client.query(SET_DUE)
      await client.query('begin')
      const { rows } = await client.query<{ isAhead: boolean }>(HOLD)
      if (rows[0]?.isAhead) return
      await client.query('rollback')
    }
  }

  test('happens once each time, when every worker finds it due at the same moment', async ({
    assert,
    cleanup,
  }) => {
    const client = new Client(cluster.services.postgres.superuserUrl)
    await client.connect()
    cleanup(() => client.end())
    while ((await emitted()) === 0) await wait(20)
    for (let round = 1; round <= ROUNDS; round++) {
      await hold(client)
      const before = await emitted()
      let waiting: { transaction: string }[] = []
      while (waiting.length < cluster.workers.length) waiting = await cluster.ask(WAITING)
      await client.query('commit')
      const transactions = waiting.map(({ transaction }) => transaction)
      while ((await cluster.ask(ONGOING, [transactions])).length > 0) await wait(20)
      assert.equal(await emitted(), before + 1)
    }
  }).timeout(120_000)
})
