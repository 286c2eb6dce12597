import { Agent, get } from 'node:http'
import { Api } from '#tests/support/api'
import { Appliance } from '#tests/support/appliance'
import { demoPerson } from '#tests/support/demo'
import { Visitor } from '#tests/support/visitor'
import type { Benchmark } from './benchmark.js'
import { percentile, timed } from './support/statistics.js'

const CLIENTS = 16
const REQUESTS = 2_000
const WARM_UP = 300

/** Sixteen clients that each ask again as soon as they are answered, over kept connections. */
async function load(address: string, cookie: string): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  const fetchPage = () =>
    new Promise<void>((resolve, reject) => {
      const request = get(
        address,
        { agent, headers: { cookie, accept: 'text/html' } },
        (response) => {
          if (response.statusCode !== 200)
            reject(new Error(`${address} answered ${response.statusCode}`))
          response.resume().once('end', resolve)
        }
      )
      request.once('error', reject)
    })
  const samples: number[] = []
  let started = 0
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (started < WARM_UP + REQUESTS) {
        const number = started++
        const took = await timed(fetchPage)
        if (number >= WARM_UP) samples.push(took)
      }
    })
  )
  agent.destroy()
  return samples
}

/** The two pages that people open most, in production mode on the embedded database. */
export const http: Benchmark = {
  name: 'http',
  doc: 'the session page and the library page under 16 concurrent clients',
  async run() {
    const appliance = await Appliance.start({ environment: { LOG_LEVEL: 'error' } })
    try {
      const { url, home } = appliance
      const facilitator = await Api.signIn(url, demoPerson(home, 'facilitator'))
      const participant = demoPerson(home, 'participant')
      const { id, joinCode } = await facilitator.post<{ id: string; joinCode: string }>(
        '/sessions',
        {
          journey: 'arriving',
          admission: 'open',
        }
      )
      await (await Api.signIn(url, participant)).post('/sessions/join', { code: joinCode })
      await facilitator.post(`/sessions/${id}/open`)
      await facilitator.post(`/sessions/${id}/start`)
      const visitor = await new Visitor(url).signIn(participant)

      const live = await load(`${url}/sessions/${id}/live`, visitor.cookie)
      const library = await load(`${url}/library`, visitor.cookie)
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
