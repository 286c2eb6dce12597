import { createServer, type IncomingHttpHeaders } from 'node:http'

/** What a receiver was sent. */
export interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** An answer; without one it says 200. `hang` never answers. */
export type Answer = { status: number; headers?: Record<string, string> } | 'hang'

/** A small HTTP server in the place of a collector, which keeps what it is sent. */
export class Receiver {
  readonly received: Received[] = []
  /** How it answers next, one after the other; 200 when there is none left. */
  readonly answers: Answer[] = []
  #arrived = Promise.withResolvers<null>()

  private constructor(
    readonly url: string,
    readonly stop: () => Promise<void>
  ) {}

  /** Starts it on a free port. */
  static start(): Promise<Receiver> {
    return new Promise((resolve) => {
      const server = createServer(async (request, response) => {
        const chunks: Buffer[] = []
        for await (const chunk of request) chunks.push(Buffer.from(chunk))
        const body = Buffer.concat(chunks).toString()
        const answer = receiver.answers.shift() ?? { status: 200 }
        receiver.#take({ path: request.url ?? '', headers: request.headers, body })
        if (answer === 'hang') return
        response.writeHead(answer.status, answer.headers ?? {}).end('{}')
      })
      let receiver: Receiver
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        const port = typeof address === 'object' ? address?.port : 0
        receiver = new Receiver(
          `http://127.0.0.1:${port}`,
          () =>
            new Promise((ended) => {
              server.closeAllConnections()
              server.close(() => ended())
            })
        )
        resolve(receiver)
      })
    })
  }

  #take(received: Received): void {
    this.received.push(received)
    this.#arrived.resolve(null)
    this.#arrived = Promise.withResolvers()
  }

  /** Waits until what has been received fulfils something. */
  async until(holds: (received: Received[]) => boolean): Promise<void> {
    while (!holds(this.received)) await this.#arrived.promise
  }
}
