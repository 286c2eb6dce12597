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

  test('goes from sign-in to its end', async ({ assert, cleanup }) => {
    const journey = await Journey.begin(browser, cluster)
    cleanup(() => journey.close())
    await journey.goThrough(SECRET)
    for (const { complaints, outside } of journey.all) {
      assert.deepEqual(complaints, [])
      assert.deepEqual(outside, [])
    }
  })
})
