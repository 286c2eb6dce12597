import { setTimeout as wait } from 'node:timers/promises'
import { MessageType } from '@hocuspocus/server'
import { createDecoder, readVarString, readVarUint } from 'lib0/decoding'
import { WebSocket } from 'ws'
import { Doc, encodeStateAsUpdate } from 'yjs'
import { Api } from '#tests/support/api'
import { change, signingIn } from '#tests/support/canvas_messages'
import { demoPeople, demoPerson } from '#tests/support/demo'
import { Visitor } from '#tests/support/visitor'
import type { Benchmark } from './benchmark.js'
import { percentile } from './support/statistics.js'
import { onTwoNodes } from './support/two_nodes.js'

const REVOCATIONS = 200
const WARM_UP = 10
/** How long a socket is watched after it was told to leave, for bytes that come all the same. */
const WATCHED_MS = 100
/** Milliseconds between two things that somebody draws meanwhile. */
const PACE_MS = 20

/**
 * How long it takes from when the owner of a canvas asks one of two nodes to take it away from
 * somebody until the socket that they have at the other node is told to leave, while a third person
 * goes on drawing: request, transaction, commit and the way by PostgreSQL are in it. And how many
 * bytes come after that. Two web processes with workers of their own, PostgreSQL and Valkey.
 */
export const canvasRevoke: Benchmark = {
  name: 'canvas-revoke',
  doc: 'taking a canvas away from somebody who has it open at another node',
  run: () =>
    onTwoNodes(async (first, second, ends) => {
      const owner = await new Visitor(first.url).signIn(demoPerson(first.home, 'facilitator'))
      const begun = await owner.submit('POST', '/canvases', { name: 'Measured' })
      const path = begun.headers.get('location') ?? ''
      const canvas = path.split('/').at(-1) ?? ''
      const [drawer, other] = demoPeople(first.home).filter(({ role }) => role === 'participant')
      if (!drawer || !other) throw new Error('The demo has two participants')
      const { token } = await Api.signIn(second.url, other)
      const share = (email: string) =>
        owner.submit('POST', `${path}/shares`, { email, mode: 'edit' })
      await share(drawer.email)
      const drawing = await Watched.open(
        second.url,
        canvas,
        (await Api.signIn(second.url, drawer)).token ?? ''
      )
      const pace = setInterval(() => drawing.draw(), PACE_MS)
      ends.unshift(() => {
        clearInterval(pace)
        drawing.end()
      })

      const samples: number[] = []
      let bytesAfter = 0
      let unheard = 0
      for (let number = 0; number < WARM_UP + REVOCATIONS; number++) {
        await share(other.email)
        const page = await (await owner.get(path)).text()
        const id = idOf(page, other.email)
        const socket = await Watched.open(second.url, canvas, token ?? '')
        const at = performance.now()
        await owner.submit('DELETE', `${path}/shares/${id}`)
        const took = (await socket.left) - at
        await wait(WATCHED_MS)
        if (number >= WARM_UP) samples.push(took)
        if (socket.bytesBefore === 0) unheard++
        bytesAfter += socket.bytesAfter
        socket.end()
      }
      return {
        figures: {
          revocations: samples.length,
          p50Ms: percentile(samples, 0.5),
          p95Ms: percentile(samples, 0.95),
          p99Ms: percentile(samples, 0.99),
          longestMs: percentile(samples, 1),
          bytesAfter,
          unheard,
        },
        budget: { p99Ms: 500, bytesAfter: 0, unheard: 0 },
      }
    }),
}

/** The id of the share of who has an address, from the page of the canvas. */
function idOf(page: string, email: string): string {
  const share = /"id":"([0-9a-f-]{36})","mode":"\w+","name":"[^"]*","email":"([^"]*)"/g
  for (const [, id = '', address] of page.replaceAll('&quot;', '"').matchAll(share)) {
    if (address === email) return id
  }
  throw new Error('The canvas is not shared with them')
}

const CLOSE: number = MessageType.CLOSE

/** Whether a message of the server tells to leave. */
function isFarewell(bytes: Uint8Array): boolean {
  const decoder = createDecoder(bytes)
  readVarString(decoder)
  return readVarUint(decoder) === CLOSE
}

/** A socket on a canvas that notes when it is told to leave, and what comes before and after. */
class Watched {
  bytesBefore = 0
  bytesAfter = 0
  #isAway = false
  readonly #doc = new Doc()
  /** Resolves with the instant at which it was told to leave. */
  readonly left: Promise<number>

  private constructor(
    private readonly socket: WebSocket,
    private readonly canvas: string
  ) {
    this.left = new Promise((resolve) => {
      const leave = () => {
        this.#isAway = true
        resolve(performance.now())
      }
      socket.on('close', leave)
      socket.on('message', (data: Buffer) => {
        if (this.#isAway) this.bytesAfter += data.length
        else if (isFarewell(new Uint8Array(data))) leave()
        else this.bytesBefore += data.length
      })
    })
    socket.on('error', () => undefined)
  }

  /** Opens a canvas, and resolves once it has been let in and told so. */
  static async open(url: string, canvas: string, token: string): Promise<Watched> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/canvas/${canvas}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const watched = new Watched(socket, canvas)
    await new Promise((resolve) => socket.once('open', resolve))
    const shown = new Promise<void>((resolve) => {
      let heard = 0
      // Let in, and told of the epoch.
      socket.on('message', () => ++heard === 2 && resolve())
    })
    socket.send(signingIn(canvas))
    await shown
    return watched
  }

  /** Draws something, where everybody else sees it. */
  draw(): void {
    this.#doc.getMap('elements').set('drawn', Math.random())
    this.socket.send(change(this.canvas, encodeStateAsUpdate(this.#doc)))
  }

  end(): void {
    this.socket.terminate()
  }
}
