import { once } from 'node:events'
import { MessageType } from '@hocuspocus/server'
import { createDecoder, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding'
import { WebSocket } from 'ws'
import { messageYjsSyncStep2 } from 'y-protocols/sync'
import { Doc, encodeStateAsUpdate } from 'yjs'
import { signingIn, stepTwo } from '#tests/support/canvas_messages'

/** What the server says, as far as a test must tell it apart. */
export type Said =
  'let in' | 'denied' | 'document' | 'confirmed' | 'declined' | 'cursors' | 'leave' | 'else'

const NOTHING = new Doc()

/** A bare connection to `/canvas/:id` that says whatever a test wants, in whatever order. */
export class CanvasSocket {
  /** What the server has said, with the document that it said it of. */
  readonly heard: { document: string; said: Said }[] = []
  /** The same, byte for byte. */
  readonly frames: Uint8Array[] = []
  /** The code that the connection was ended with. */
  endedWith: number | undefined
  readonly #socket: WebSocket
  readonly #canvas: string
  #look: () => void = () => undefined

  private constructor(socket: WebSocket, canvas: string) {
    this.#socket = socket
    this.#canvas = canvas
    socket.on('message', (data: Buffer) => {
      this.frames.push(new Uint8Array(data))
      this.heard.push(read(new Uint8Array(data)))
      this.#look()
    })
    socket.on('close', (code) => {
      this.endedWith = code
      this.#look()
    })
  }

  /** Connects, and says nothing yet; rejects when the server answers with a status instead. */
  static async open(token: string | null, canvas: string): Promise<CanvasSocket> {
    const socket = new WebSocket(`ws://127.0.0.1:${process.env.PORT}/canvas/${canvas}`, {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    })
    const opened = new CanvasSocket(socket, canvas)
    await once(socket, 'open')
    socket.on('error', () => undefined)
    return opened
  }

  /** Signs in to the document of the address; undefined when the connection ended first. */
  async signIn(claim?: string): Promise<Said | undefined> {
    const before = this.heard.length
    this.send(signingIn(this.#canvas, claim))
    await this.until((heard) => heard.slice(before).some(isAnswer))
    return this.heard.slice(before).find(isAnswer)?.said
  }

  send(bytes: Uint8Array): void {
    this.#socket.send(bytes)
  }

  /**
   * Waits until the server has worked on everything that was sent here, or has ended it. Who was
   * not let in is answered nothing but that they are not.
   */
  async workedOn(isIn: boolean): Promise<void> {
    const before = this.heard.length
    this.send(isIn ? stepTwo(this.#canvas, NOTHING) : signingIn(this.#canvas))
    const answer = isIn ? 'confirmed' : 'denied'
    await this.until((heard) =>
      heard.slice(before).some(({ document, said }) => document === this.#canvas && said === answer)
    )
  }

  /** Waits until something was heard, or until the server has ended it. */
  async until(holds: (heard: CanvasSocket['heard']) => boolean): Promise<void> {
    const isOver = () => this.endedWith !== undefined || this.heard.some(isLeave)
    while (!isOver() && !holds(this.heard)) {
      await new Promise<void>((resolve) => (this.#look = resolve))
    }
  }

  /** What is said of each cursor last, by its Yjs client; null for one that has gone. */
  get cursors(): Map<number, unknown> {
    return new Map(this.frames.flatMap(cursorsIn))
  }

  close(): void {
    this.#socket.terminate()
  }
}

function cursorsIn(bytes: Uint8Array): [client: number, state: unknown][] {
  const decoder = createDecoder(bytes)
  readVarString(decoder)
  if (readVarUint(decoder) !== AWARENESS) return []
  const told = createDecoder(readVarUint8Array(decoder))
  return Array.from({ length: readVarUint(told) }, () => {
    const client = readVarUint(told)
    readVarUint(told)
    const state: unknown = JSON.parse(readVarString(told))
    return [client, state]
  })
}

const isAnswer = ({ said }: { said: Said }) => said === 'let in' || said === 'denied'
const isLeave = ({ said }: { said: Said }) => said === 'leave'

const AUTH: number = MessageType.Auth
const AWARENESS: number = MessageType.Awareness
const STATUS: number = MessageType.SyncStatus
const SYNC: number = MessageType.Sync
const NAMES = new Map<number, Said>([
  [MessageType.Awareness, 'cursors'],
  [MessageType.CLOSE, 'leave'],
])

function read(bytes: Uint8Array): { document: string; said: Said } {
  const decoder = createDecoder(bytes)
  const document = readVarString(decoder)
  const type = readVarUint(decoder)
  if (type === AUTH) {
    return { document, said: readVarUint(decoder) === 2 ? 'let in' : 'denied' }
  }
  if (type === STATUS) {
    return { document, said: readVarUint(decoder) === 1 ? 'confirmed' : 'declined' }
  }
  if (type === SYNC && readVarUint(decoder) === messageYjsSyncStep2) {
    const isEmpty = readVarUint8Array(decoder).length <= encodeStateAsUpdate(NOTHING).length
    return { document, said: isEmpty ? 'else' : 'document' }
  }
  return { document, said: NAMES.get(type) ?? 'else' }
}
