import { Appliance } from '#tests/support/appliance'
import type { Benchmark } from './benchmark.js'
import { load, openPeoplePages } from './support/people_pages.js'
import { percentile } from './support/statistics.js'

const LOAD = { clients: 16, requests: 2_000, warmUp: 300 }

/** The two pages that people open most, in production mode on the embedded database. */
export const http: Benchmark = {
  name: 'http',
  doc: 'the session page and the library page under 16 concurrent clients',
  async run() {
    const appliance = await Appliance.start({ environment: { LOG_LEVEL: 'error' } })
    try {
      const pages = await openPeoplePages(appliance)
      const live = await load(pages.session, pages.cookie, LOAD)
      const library = await load(pages.library, pages.cookie, LOAD)
      return {
        figures: {
          sessionP50Ms: percentile(live, 0.5),
          sessionP95Ms: percentile(live, 0.95),
          libraryP50Ms: percentile(library, 0.5),
          libraryP95Ms: percentile(library, 0.95),
        },
        budget: { sessionP95Ms: 100, libraryP95Ms: 100 },
      }
    } finally {
      await appliance.dispose()
    }
  },
}
