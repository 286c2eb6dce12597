import { fork, type ChildProcess } from 'node:child_process'
import { extname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Api } from '#tests/support/api'
import { demoPeople, demoPerson } from '#tests/support/demo'
import type { Benchmark } from './benchmark.js'
import type { FromListeners, ToListeners } from './support/fanout_listeners.js'
import { percentile } from './support/statistics.js'
import { onTwoNodes } from './support/two_nodes.js'

const CONNECTIONS = 2_000
const MESSAGES = 60
const WARM_UP = 10
/** Milliseconds between messages. */
const PACE = 300

const LISTENERS = new URL(
  `./support/fanout_listeners${extname(import.meta.filename)}`,
  import.meta.url
)

/** Instant of this machine's clock that other processes share. Milliseconds. */
const instant = () => performance.timeOrigin + performance.now()

function say(listeners: ChildProcess, message: ToListeners): void {
  listeners.send(message)
}

/** The next thing of a kind that the listeners say. */
function hear<Kind extends FromListeners['kind']>(
  listeners: ChildProcess,
  kind: Kind
): Promise<Extract<FromListeners, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const listen = (message: FromListeners) => {
      if (!isOf(message, kind)) return
      listeners.off('message', listen)
      resolve(message)
    }
    listeners.on('message', listen)
    listeners.once('exit', (code) => reject(new Error(`The listeners ended with ${code}`)))
  })
}

function isOf<Kind extends FromListeners['kind']>(
  message: FromListeners,
  kind: Kind
): message is Extract<FromListeners, { kind: Kind }> {
  return message.kind === kind
}

/**
 * How long it takes from when a facilitator's step is sent to one of two nodes until each of 2,000
 * connections, half of them at the other node, has been told: request, transaction, commit and the
 * way by PostgreSQL are in it. Two web processes with workers of their own, PostgreSQL and Valkey;
 * the connections are held by one further process. All of them share the cores of this machine, so
 * the figures hold the listeners' own work too.
 */
export const fanout: Benchmark = {
  name: 'fanout',
  doc: 'a live message to 2,000 connections over two nodes, on PostgreSQL and Valkey',
  run: () =>
    onTwoNodes(async (first, second, ends) => {
      const facilitator = await Api.signIn(first.url, demoPerson(first.home, 'facilitator'))
      const { id, joinCode } = await facilitator.post<{ id: string; joinCode: string }>(
        '/sessions',
        { journey: 'arriving', admission: 'open' }
      )
      const tokens: string[] = []
      for (const person of demoPeople(first.home)) {
        if (person.role !== 'participant') continue
        const participant = await Api.signIn(first.url, person)
        await participant.post('/sessions/join', { code: joinCode })
        tokens.push(participant.token ?? '')
      }
      await facilitator.post(`/sessions/${id}/open`)
      await facilitator.post(`/sessions/${id}/start`)

      const listeners = fork(LISTENERS, { env: { ...process.env, NODE_OPTIONS: '' } })
      ends.unshift(() => listeners.kill())
      say(listeners, {
        kind: 'connect',
        urls: [first.url, second.url],
        tokens,
        channel: `session:${id}`,
        connections: CONNECTIONS,
      })
      await hear(listeners, 'ready')

      const sent: [number, number][] = []
      for (let number = 0; number < WARM_UP + MESSAGES; number++) {
        const at = instant()
        const step = number % 2 === 0 ? 'pause' : 'resume'
        const { session } = await facilitator.post<{ session: { sequence: number } }>(
          `/sessions/${id}/${step}`
        )
        if (number >= WARM_UP) sent.push([session.sequence, at])
        await wait(PACE)
      }
      say(listeners, { kind: 'tell' })
      const { received } = await hear(listeners, 'told')
      const samples = sent.flatMap(([sequence, at]) =>
        (received[sequence] ?? []).map((instantOf) => instantOf - at)
      )
      return {
        figures: {
          connections: CONNECTIONS,
          messages: MESSAGES,
          p50Ms: percentile(samples, 0.5),
          p95Ms: percentile(samples, 0.95),
          longestMs: percentile(samples, 1),
          lost: CONNECTIONS * MESSAGES - samples.length,
        },
        budget: { p95Ms: 150, lost: 0 },
      }
    }),
}
