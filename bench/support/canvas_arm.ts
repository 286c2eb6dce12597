import { fork, type ChildProcess } from 'node:child_process'
import { extname } from 'node:path'
import type { BenchRoom, FromCanvasServer, Kept, ToCanvasServer } from './canvas_server.js'

const SERVER = new URL(`./canvas_server${extname(import.meta.filename)}`, import.meta.url)

/** A server of canvases in a process of its own: ours, or the unmodified one beside it. */
export class CanvasArm {
  private constructor(
    readonly process: ChildProcess,
    readonly url: string,
    readonly kept: Kept | null
  ) {}

  /** @param beside a process of ours, whose database it shares */
  static async start(kind: 'ours' | 'peer', beside?: CanvasArm): Promise<CanvasArm> {
    const words = [kind, ...(beside?.kept ? [JSON.stringify(beside.kept)] : [])]
    const child = fork(SERVER, words, { env: { ...process.env, NODE_ENV: 'production' } })
    const { url, kept } = await hear(child, 'ready')
    return new CanvasArm(child, url, kept)
  }

  async rooms(rooms: number, people: number): Promise<BenchRoom[]> {
    return (await this.#ask({ kind: 'rooms', rooms, people }, 'rooms')).rooms
  }

  /** Processor time of the server until now, and the memory that it holds. */
  usage(): Promise<Extract<FromCanvasServer, { kind: 'usage' }>> {
    return this.#ask({ kind: 'usage' }, 'usage')
  }

  end(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.process.once('exit', () => resolve()))
    this.#say({ kind: 'end' })
    return ended
  }

  #say(message: ToCanvasServer): void {
    this.process.send(message)
  }

  #ask<Kind extends FromCanvasServer['kind']>(message: ToCanvasServer, kind: Kind) {
    const heard = hear(this.process, kind)
    this.#say(message)
    return heard
  }
}

/** The next thing of a kind that a server says. */
function hear<Kind extends FromCanvasServer['kind']>(
  child: ChildProcess,
  kind: Kind
): Promise<Extract<FromCanvasServer, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const failed = (code: number | null) => reject(new Error(`A server ended with ${code}`))
    const listen = (message: FromCanvasServer) => {
      if (!isOf(message, kind)) return
      child.off('message', listen)
      child.off('exit', failed)
      resolve(message)
    }
    child.on('message', listen)
    child.once('exit', failed)
  })
}

function isOf<Kind extends FromCanvasServer['kind']>(
  message: FromCanvasServer,
  kind: Kind
): message is Extract<FromCanvasServer, { kind: Kind }> {
  return message.kind === kind
}
