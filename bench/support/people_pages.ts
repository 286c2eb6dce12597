import { Agent, get } from 'node:http'
import { Api } from '#tests/support/api'
import type { Appliance } from '#tests/support/appliance'
import { demoPerson } from '#tests/support/demo'
import { Visitor } from '#tests/support/visitor'
import { timed } from './statistics.js'

/** The two pages that people open most, and the cookie of a participant who may. */
export interface PeoplePages {
  session: string
  library: string
  cookie: string
}

/** Begins a session in the demo organisation that a participant takes part in. */
export async function openPeoplePages({ url, home }: Appliance): Promise<PeoplePages> {
  const facilitator = await Api.signIn(url, demoPerson(home, 'facilitator'))
  const participant = demoPerson(home, 'participant')
  const { id, joinCode } = await facilitator.post<{ id: string; joinCode: string }>('/sessions', {
    journey: 'arriving',
    admission: 'open',
  })
  await (await Api.signIn(url, participant)).post('/sessions/join', { code: joinCode })
  await facilitator.post(`/sessions/${id}/open`)
  await facilitator.post(`/sessions/${id}/start`)
  const { cookie } = await new Visitor(url).signIn(participant)
  return { session: `${url}/sessions/${id}/live`, library: `${url}/library`, cookie }
}

/**
 * Clients that each ask for a page again as soon as they are answered, over kept connections.
 *
 * @returns milliseconds of each answer after the warm-up
 */
export async function load(
  address: string,
  cookie: string,
  { clients, requests, warmUp }: { clients: number; requests: number; warmUp: number }
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
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
    Array.from({ length: clients }, async () => {
      while (started < warmUp + requests) {
        const number = started++
        const took = await timed(fetchPage)
        if (number >= warmUp) samples.push(took)
      }
    })
  )
  agent.destroy()
  return samples
}
