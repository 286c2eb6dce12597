import { once } from 'node:events'
import encryption from '@adonisjs/core/services/encryption'
import { WebSocket, type ClientOptions } from 'ws'
import { SIGN_IN_COOKIE } from '#accounts'
import type { TestPerson } from '#tests/support/people'

type Message = Record<string, unknown> & { type: string }

const WAIT = 20_000

/** A client of `/live` that keeps what it hears, so that a test can wait for a message. */
export class LiveClient {
  readonly heard: Message[] = []
  readonly closed: Promise<number>
  #waiting: { matches: (message: Message) => boolean; found: (message: Message) => void }[] = []

  private constructor(readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => socket.once('close', resolve))
    socket.on('error', () => undefined)
    socket.on('message', (data: Buffer) => {
      const message: Message = JSON.parse(data.toString())
      this.heard.push(message)
      for (const waiter of [...this.#waiting]) {
        if (!waiter.matches(message)) continue
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1)
        waiter.found(message)
      }
    })
  }

  /** Connects; rejects when the server answers with an HTTP status instead. */
  static async open(
    options: ClientOptions = {},
    url = `http://127.0.0.1:${process.env.PORT}`
  ): Promise<LiveClient> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/live`, options)
    const client = new LiveClient(socket)
    await once(socket, 'open')
    return client
  }

  /** Connects as somebody, by bearer token, and waits for the welcome. */
  static async of(person: Pick<TestPerson, 'token'>, url?: string): Promise<LiveClient> {
    const headers = { authorization: `Bearer ${person.token}` }
    const client = await LiveClient.open({ headers }, url)
    await client.hears((message) => message.type === 'welcome')
    return client
  }

  /** The headers with which a page of the appliance (or of `origin`) opens its connection. */
  static pageHeaders(
    { token }: Pick<TestPerson, 'token'>,
    origin = `http://127.0.0.1:${process.env.PORT}`
  ) {
    const cookie = encryption.use().encrypt(token, { purpose: SIGN_IN_COOKIE })
    return { origin, cookie: `${SIGN_IN_COOKIE}=e:${cookie}` }
  }

  say(message: Record<string, unknown>): void {
    this.socket.send(JSON.stringify({ v: 1, ...message }))
  }

  /** The first message, heard already or yet to come, that matches. `within` in milliseconds. */
  hears(matches: (message: Message) => boolean, within = WAIT): Promise<Message> {
    const before = this.heard.find(matches)
    if (before) return Promise.resolve(before)
    return new Promise((found, fail) => {
      const giveUp = setTimeout(
        () => fail(new Error(`Not heard; instead ${JSON.stringify(this.heard)}`)),
        within
      )
      this.#waiting.push({
        matches,
        found: (message) => {
          clearTimeout(giveUp)
          found(message)
        },
      })
    })
  }

  /** Subscribes and returns what the server answers. */
  subscribe(channel: string, after?: number): Promise<Message> {
    this.heard.length = 0
    this.say({ type: 'subscribe', channel, after })
    return this.hears(
      (message) =>
        message.channel === channel && (message.type === 'subscribed' || message.type === 'refused')
    )
  }

  close(): void {
    this.socket.close()
  }
}
