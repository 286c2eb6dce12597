import { once } from 'node:events'
import { WebSocket } from 'ws'
import { cursors, signingIn } from '#tests/support/canvas_messages'

/** Cursors that one connection carries; a server takes no more of one. */
const MOST_OF_ONE = 6
const EVERY_MS = 50
/** How far a cursor goes around its place, in canvas units. */
const REACH = 300

/** Cursors of other people that go around on a canvas, twenty times a second each. */
export class MovingCursors {
  readonly #sockets: WebSocket[] = []
  #timer: NodeJS.Timeout | undefined

  /**
   * Connects so many cursors, under the names of those whose tokens they are in turn.
   *
   * @param places where they go around, in canvas units
   */
  static async begin(
    url: string,
    canvas: string,
    tokens: readonly string[],
    places: readonly { x: number; y: number }[]
  ): Promise<MovingCursors> {
    const all = new MovingCursors()
    const groups = Math.ceil(places.length / MOST_OF_ONE)
    for (let group = 0; group < groups; group++) {
      const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/canvas/${canvas}`, {
        headers: { authorization: `Bearer ${tokens[group % tokens.length] ?? ''}` },
      })
      await once(socket, 'open')
      socket.send(signingIn(canvas))
      await once(socket, 'message')
      socket.on('message', () => undefined)
      all.#sockets.push(socket)
    }
    let clock = 0
    all.#timer = setInterval(() => {
      clock++
      all.#sockets.forEach((socket, group) => {
        const own = places.slice(group * MOST_OF_ONE, (group + 1) * MOST_OF_ONE)
        socket.send(
          cursors(
            canvas,
            own.map(({ x, y }, index) => {
              const number = group * MOST_OF_ONE + index
              const angle = clock / 20 + number
              const cursor = { x: x + REACH * Math.cos(angle), y: y + REACH * Math.sin(angle) }
              return [1000 + number, clock, { cursor }]
            })
          )
        )
      })
    }, EVERY_MS)
    return all
  }

  end(): void {
    clearInterval(this.#timer)
    for (const socket of this.#sockets) socket.terminate()
  }
}
