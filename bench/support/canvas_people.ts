import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { Doc } from 'yjs'
import { change, cursors, signingIn } from '#tests/support/canvas_messages'
import type { BenchRoom } from './canvas_server.js'

/** What people do on each canvas. */
export interface Doing {
  /** How many of a canvas' people draw, and how often each second. */
  writers: number
  writesPerSecond: number
  /** How often each second everybody moves their cursor. */
  cursorsPerSecond: number
}

/** Connections that are made at once. */
const AT_ONCE = 20
/** How often it is looked what is due. Milliseconds. */
const LOOK = 2
const MARK = '~'.charCodeAt(0)
const MARK_LENGTH = 8

/** Somebody with a canvas open. What is drawn carries a mark by which it is found in what arrives. */
class Person {
  readonly doc = new Doc()
  clock = 0
  constructor(
    readonly socket: WebSocket,
    readonly canvas: string
  ) {
    this.doc.on('update', (update: Uint8Array) => socket.send(change(canvas, update)))
  }

  draw(mark: string): void {
    // Each a place of their own: what is written over at once would not be passed on.
    this.doc.getMap('elements').set(`at-${this.doc.clientID}`, [mark, this.clock++, 10, 1])
  }

  point(): void {
    const state = {
      person: { id: 'somebody', name: 'Somebody' },
      cursor: { x: this.clock, y: 100 },
    }
    this.socket.send(cursors(this.canvas, [[this.doc.clientID, ++this.clock, state]]))
  }
}

/** Everybody of some canvases, in this process. */
export class People {
  readonly #sent: number[] = []
  #samples: number[] = []
  #isCounting = false

  private constructor(readonly rooms: Person[][]) {}

  /** Connects everybody, and waits until all are let in. */
  static async connect(url: string, rooms: BenchRoom[]): Promise<People> {
    const places = rooms.map((): Person[] => [])
    const people = new People(places)
    const left = rooms.flatMap(({ canvas, tokens }, room) =>
      tokens.map((token) => ({ room, canvas, token }))
    )
    const work = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const { room, canvas, token } = next
        places[room]?.push(await people.#join(url, canvas, token))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    return people
  }

  /**
   * Lets everybody draw and point for a while.
   *
   * @returns how long each change took to each person of its canvas, its author included, in
   *   milliseconds, and how many of these never arrived
   */
  async act(doing: Doing, seconds: number): Promise<{ samples: number[]; lost: number }> {
    this.#samples = []
    const from = performance.now()
    const acts = this.rooms.flatMap((room, place) => [
      ...room.slice(0, doing.writers).map((person, index) => ({
        every: 1000 / doing.writesPerSecond,
        next: from + ((index * 37 + place * 11) % (1000 / doing.writesPerSecond)),
        act: () => this.#draw(person),
      })),
      ...(doing.cursorsPerSecond === 0 ? [] : room).map((person, index) => ({
        every: 1000 / doing.cursorsPerSecond,
        next: from + ((index * 13 + place * 7) % (1000 / doing.cursorsPerSecond)),
        act: () => person.point(),
      })),
    ])
    const first = this.#sent.length
    this.#isCounting = true
    while (performance.now() < from + seconds * 1000) {
      const now = performance.now()
      for (const each of acts) {
        if (each.next > now) continue
        each.act()
        each.next = Math.max(each.next + each.every, now - each.every)
      }
      await wait(LOOK)
    }
    const people = this.rooms[0]?.length ?? 0
    const expected = (this.#sent.length - first) * people
    // What is under way arrives, or it does not.
    const until = performance.now() + 5_000
    while (this.#samples.length < expected && performance.now() < until) await wait(50)
    this.#isCounting = false
    return { samples: this.#samples, lost: expected - this.#samples.length }
  }

  async end(): Promise<void> {
    await Promise.all(
      this.rooms.flat().map(({ socket }) => {
        const closed = once(socket, 'close')
        socket.terminate()
        return closed
      })
    )
  }

  #draw(person: Person): void {
    const number = this.#sent.length
    this.#sent.push(performance.now())
    person.draw(`~${String(number).padStart(MARK_LENGTH - 1, '0')}`)
  }

  async #join(url: string, canvas: string, token: string): Promise<Person> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/canvas/${canvas}`, {
      headers: { authorization: `Bearer ${token}` },
      perMessageDeflate: false,
    })
    await once(socket, 'open')
    socket.on('close', (code) => {
      if (code !== 1006) console.error(`A connection was closed with ${code}`)
    })
    socket.send(signingIn(canvas))
    await once(socket, 'message')
    socket.on('message', (data: Buffer) => this.#hear(data))
    return new Person(socket, canvas)
  }

  #hear(data: Buffer): void {
    if (!this.#isCounting) return
    const now = performance.now()
    for (let at = data.indexOf(MARK); at !== -1; at = data.indexOf(MARK, at + 1)) {
      const number = Number(data.toString('latin1', at + 1, at + MARK_LENGTH))
      const sent = this.#sent[number]
      if (sent !== undefined) this.#samples.push(now - sent)
    }
  }
}
