import { once } from 'node:events'
import { test } from '@japa/runner'
import { WebSocket } from 'ws'
import { Api } from '#tests/support/api'
import { Cluster, whyNoCluster } from '#tests/support/cluster'
import { demoPerson } from '#tests/support/demo'

const missing = whyNoCluster()

/** Within what time a process ends that was told to, in milliseconds. */
const LONGEST_END = 20_000

test.group('A process that is told to end', (group) => {
  let cluster: Cluster
  let api: Api

  group.tap((each) => each.skip(missing !== null, missing ?? ''))
  group.setup(async () => {
    if (missing) return () => undefined
    cluster = await Cluster.start()
    api = await Api.signIn(cluster.url, demoPerson(cluster.home, 'participant'))
    return () => cluster.dispose()
  })

  const openLive = async (url: string) => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/live`, {
      headers: { authorization: `Bearer ${api.token}` },
    })
    await once(socket, 'open')
    return socket
  }

  test('says so, takes no new connection, tells those it has to come back, and ends well', async ({
    assert,
    cleanup,
  }) => {
    const [node] = cluster.webs
    cleanup(() => node.process.start())
    const connection = await openLive(node.url)
    const closed = once(connection, 'close')
    const from = performance.now()
    const ended = node.process.end('SIGTERM')
    const ready = async () => (await fetch(`${node.url}/health/ready`)).text()
    let said = await ready()
    while (said === '{"status":"ready"}') said = await ready()
    assert.include(said, '{"name":"process","reason":"draining"}')
    await assert.rejects(() => openLive(node.url), /503/)
    assert.equal((await fetch(`${node.url}/sign-in`)).status, 200)
    const [code] = await closed
    assert.equal(code, 1012)
    await ended
    assert.equal(node.process.status, 0)
    assert.isBelow(performance.now() - from, LONGEST_END)
  }).timeout(60_000)

  test('is not noticed by those who come through the gateway', async ({ assert, cleanup }) => {
    const [node] = cluster.webs
    cleanup(() => node.process.start())
    const run = { isOver: false }
    const ended = node.process.end('SIGTERM').finally(() => (run.isOver = true))
    const statuses: number[] = []
    while (!run.isOver) {
      const answer = await fetch(`${cluster.url}/api/v1/me`, {
        headers: { authorization: `Bearer ${api.token}` },
      })
      await answer.text()
      statuses.push(answer.status)
    }
    await ended
    assert.deepEqual([...new Set(statuses)], [200])
    assert.equal(node.process.status, 0)
  }).timeout(60_000)

  test('ends well when it is told in the moment in which it listens', async ({
    assert,
    cleanup,
  }) => {
    const [, node] = cluster.webs
    await node.process.end('SIGTERM')
    cleanup(() => node.process.start())
    await node.process.start()
    await node.process.end('SIGTERM')
    assert.equal(node.process.status, 0)
  }).timeout(60_000)

  test('ends well as a worker too', async ({ assert, cleanup }) => {
    const [worker] = cluster.workers
    cleanup(() => worker.start())
    await worker.end('SIGTERM')
    assert.equal(worker.status, 0)
  }).timeout(60_000)
})
