import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import type { Browser } from 'playwright-core'
import { openBrowser } from '#tests/support/browser'
import { findChromium } from '#tests/support/chromium'
import { Cluster, whyNoCluster } from '#tests/support/cluster'
import { Journey } from '#tests/support/journey'

const missing = findChromium() ? whyNoCluster() : 'needs Chromium'
const SECRET = 'What I have not told anybody yet: the bridge is me.'

test.group('A session on two nodes, through the gateway', (group) => {
  let cluster: Cluster
  let browser: Browser

  group.tap((each) => each.skip(missing !== null, missing ?? '').timeout(300_000))
  group.setup(async () => {
    if (missing) return () => undefined
    cluster = await Cluster.start()
    browser = await openBrowser()
    return async () => {
      await browser.close()
      await cluster.dispose()
    }
  })

  /** Waits until the appliance says of itself that everything is well. */
  async function recovered(): Promise<void> {
    const isReady = async (url: string) => {
      const answer = await fetch(`${url}/health/ready`).catch(() => null)
      return (await answer?.text()) === '{"status":"ready"}'
    }
    for (;;) {
      const ready = await Promise.all(cluster.webs.map(({ url }) => isReady(url)))
      if (!ready.includes(false)) return
      await wait(50)
    }
  }

  test('goes from sign-in to its end', async ({ assert, cleanup }) => {
    const journey = await Journey.begin(browser, cluster)
    cleanup(() => journey.close())
    await journey.leadTo(0)
    await journey.write(journey.writer, SECRET)
    await journey.leadTo(1)
    await journey.leadTo(2)
    await journey.draw(journey.writer)
    await journey.draw(journey.guest)
    await journey.leadTo(3)
    await journey.end()
    await journey.writer.goto('/journal')
    await journey.writer.page.getByText(SECRET).first().waitFor()
    for (const { complaints, outside } of journey.all) {
      assert.deepEqual(complaints, [])
      assert.deepEqual(outside, [])
    }
  })

  test('goes on while each service in turn is away, and after it is back', async ({
    assert,
    cleanup,
  }) => {
    const journey = await Journey.begin(browser, cluster)
    cleanup(() => journey.close())
    const { lead, writer, guest } = journey
    const { postgres, nats, valkey, s3 } = cluster.services
    const [firstWeb, secondWeb] = cluster.webs
    const [firstWorker] = cluster.workers
    await journey.leadTo(0)
    await journey.leadTo(1)
    await journey.leadTo(2)
    await journey.draw(writer)

    // Without events, counters and meeting places, or files: nobody notices.
    for (const service of [nats, valkey, s3]) {
      await service.kill()
      await journey.draw(guest)
      await lead.page.reload()
      await journey.seesAll(lead)
      await service.restart()
      await recovered()
      await journey.draw(writer)
    }

    // Without a worker: nobody notices.
    await firstWorker.end('SIGKILL')
    await journey.draw(guest)
    await firstWorker.start()

    // Without one web process: connections come back on the other one, with all that was drawn.
    for (const { process } of [firstWeb, secondWeb]) {
      await process.end('SIGKILL')
      await journey.draw(writer)
      await lead.page.reload()
      await journey.seesAll(lead)
      await process.start()
      await recovered()
    }

    // Without the database: pages say so, in words; what is drawn is kept, and stored afterwards.
    await postgres.kill()
    await journey.layDown(guest)
    const { page } = writer
    await page.reload()
    await writer.sees('core.errors.unavailable')
    await postgres.restart()
    await recovered()
    await page.reload()
    for (const each of journey.all) await journey.seesAll(each)

    await journey.leadTo(3)
    await journey.end()
    for (const { complaints, outside } of journey.all) {
      assert.deepEqual(complaints, [])
      assert.deepEqual(outside, [])
    }
  })
})
