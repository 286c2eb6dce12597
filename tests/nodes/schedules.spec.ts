import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { Cluster, whyNoCluster } from '#tests/support/cluster'

const missing = whyNoCluster()
const ROUNDS = 20

test.group('What repeats', (group) => {
  let cluster: Cluster

  group.tap((each) => each.skip(missing !== null, missing ?? ''))
  group.setup(async () => {
    if (missing) return () => undefined
    cluster = await Cluster.start()
    return () => cluster.dispose()
  })

  const count = async (sql: string) => {
    const [row] = await cluster.ask<{ count: number }>(sql)
    return row?.count ?? 0
  }
  const emitted = () =>
    count(`select count(*)::int as count from outbox where name = 'core.hourPassed'`)
  const handledTwice = () =>
    count(`select count(*)::int as count from (
      select 1 from inbox group by event_id, consumer having count(*) > 1) as twice`)

  test('happens once each time, however many workers look for it', async ({ assert }) => {
    let before = 0
    while (before === 0) {
      before = await emitted()
      await wait(20)
    }
    for (let round = 1; round <= ROUNDS; round++) {
      await cluster.ask(`update schedules set next_due_at = now() where name = 'core.hourly'`)
      while ((await emitted()) < before + round) await wait(20)
    }
    // Both have looked again since: each looks at least once a second.
    const looked = await count(
      `select count(*)::int as count from schedules where next_due_at < now()`
    )
    assert.equal(looked, 0)
    assert.equal(await emitted(), before + ROUNDS)
    assert.equal(await handledTwice(), 0)
  }).timeout(120_000)
})
