import { randomUUID } from 'node:crypto'
import { request } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'

/** What a server answered. */
interface Answered {
  status: number
  body: string
}

/** Longer than any answer takes. Milliseconds. */
const PATIENCE = 5_000
/** Between two entries. Milliseconds. */
const PACE = 50

/** Somebody who writes into their journal, one entry after another, as long as it is wanted. */
export class Writer {
  /** Entries of which they were told that they are kept. */
  readonly told: string[] = []
  /** The longest time between two of these. Milliseconds. */
  longest = 0
  #token = ''
  #ended: Promise<void> | undefined
  #wanted = false

  /**
   * @param url where the appliance is
   * @param authority of its certificate, as PEM
   */
  constructor(
    readonly url: string,
    readonly authority: string
  ) {}

  #ask(method: string, path: string, body?: unknown): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const asked = request(
        new URL(path, this.url),
        {
          method,
          ca: this.authority,
          timeout: PATIENCE,
          headers: {
            accept: 'application/json',
            'content-type': 'application/json',
            ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
          },
        },
        (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => (text += chunk))
          response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
          response.on('error', reject)
        }
      )
      asked.on('timeout', () => asked.destroy(new Error('no answer')))
      asked.on('error', reject)
      asked.end(body === undefined ? undefined : JSON.stringify(body))
    })
  }

  async signIn(person: { email: string; password: string }): Promise<void> {
    const { status, body } = await this.#ask('POST', '/api/v1/sessions/sign-in', {
      email: person.email,
      password: person.password,
    })
    if (status !== 200) throw new Error(`Signing in: ${status} ${body}`)
    const { token }: { token: string } = JSON.parse(body)
    this.#token = token
  }

  /** Begins to write, and goes on through every refusal. */
  begin(): void {
    this.#wanted = true
    this.#ended = this.#write()
  }

  async #write(): Promise<void> {
    let last = performance.now()
    while (this.#wanted) {
      const id = randomUUID()
      if (await this.#save(id)) {
        this.told.push(id)
        this.longest = Math.max(this.longest, performance.now() - last)
        last = performance.now()
      }
      await pause(PACE)
    }
  }

  async #save(id: string): Promise<boolean> {
    try {
      const { status } = await this.#ask('PUT', `/api/v1/journal/entries/${id}`, { text: id })
      return status === 201
    } catch {
      return false
    }
  }

  /** Ends writing, once one more entry was kept. */
  async end(): Promise<void> {
    const from = this.told.length
    const until = performance.now() + 60_000
    while (this.told.length === from && performance.now() < until) await pause(PACE)
    this.#wanted = false
    await this.#ended
  }

  /** Entries that they were told are kept, and that are not there. */
  async lost(): Promise<string[]> {
    const there = new Set<string>()
    for (let cursor = 0, more = true; more;) {
      const { body } = await this.#ask('GET', `/api/v1/journal/entries?since=${cursor}`)
      const changes: { entries: { id: string; text: string }[]; cursor: number; more: boolean } =
        JSON.parse(body)
      for (const { id, text } of changes.entries) if (id === text) there.add(id)
      cursor = changes.cursor
      more = changes.more
    }
    return this.told.filter((id) => !there.has(id))
  }
}
