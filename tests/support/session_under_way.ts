import type { Assert } from '@japa/assert'
import type { Group } from '@japa/runner/core'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.js'
import { findChromium } from './chromium.js'
import { Cluster, whyNoCluster } from './cluster.js'
import { Journey } from './journey.js'

/** Longest that one test with several nodes and browsers may take. Milliseconds. */
const LONGEST_TEST = 300_000

interface Parts {
  browser: Browser
  cluster: Cluster
  journey: Journey
}

/** A session in its third phase, with a card on its canvas, over the nodes of a cluster. */
export class SessionUnderWay {
  #parts: Parts | undefined

  private constructor() {}

  /** Leads a session there for a group of tests, which are skipped where a part is missing. */
  static for(group: Group): SessionUnderWay {
    const missing = findChromium() ? whyNoCluster() : 'needs Chromium'
    const underWay = new SessionUnderWay()
    group.tap((test) => test.skip(missing !== null, missing ?? '').timeout(LONGEST_TEST))
    group.setup(async () => {
      if (missing) return () => undefined
      const cluster = await Cluster.start()
      const browser = await openBrowser()
      const journey = await Journey.begin(browser, cluster)
      for (const phase of [0, 1, 2]) await journey.leadTo(phase)
      await journey.draw(journey.writer)
      underWay.#parts = { browser, cluster, journey }
      return async () => {
        await browser.close()
        await cluster.dispose()
      }
    })
    return underWay
  }

  get browser(): Browser {
    return this.#begun.browser
  }

  get cluster(): Cluster {
    return this.#begun.cluster
  }

  get journey(): Journey {
    return this.#begun.journey
  }

  /** Leads the session to its end, and asserts that no page has complained on the way. */
  async finish(assert: Assert): Promise<void> {
    await this.journey.leadTo(3)
    await this.journey.end()
    for (const { complaints, outside } of this.journey.all) {
      assert.deepEqual(complaints, [])
      assert.deepEqual(outside, [])
    }
  }

  get #begun(): Parts {
    if (!this.#parts) throw new Error('The session begins with the first test of its group')
    return this.#parts
  }
}
