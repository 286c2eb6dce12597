import type { WebSocket } from 'ws'
import type { SignIn } from '#core/http/require_sign_in'
import type { Admission } from './channels.js'
import { frameOf, LIVE_CLOSE, LIVE_LIMITS, type ServerMessage } from './protocol.js'
import { Rate } from './rate.js'

/** A channel that a connection listens to. */
export interface Subscription {
  admission: Admission
  presence: boolean
  /** Messages that arrive while the state is being read; null once it has been sent. */
  held: Buffer[] | null
}

/** Milliseconds in which a closing client may still answer. */
const FAREWELL = 2000

/** One client: who it is, what it listens to, and what may be sent to it. */
export class Connection {
  readonly subscriptions = new Map<string, Subscription>()
  readonly rate = new Rate(LIVE_LIMITS.messagesPerSecond)
  signIn: SignIn | null = null
  /** The token that the sign-in was found by, to look again. */
  token: string | null = null
  /** Whether the client has said who it is, even if that has not been looked up yet. */
  hasSaidWho = false
  /** Whether the client has answered since the last heartbeat. */
  alive = true
  #complaints = 0
  #work = Promise.resolve()

  constructor(readonly socket: WebSocket) {}

  /** Does one thing after the other, so that no answer overtakes the one before it. */
  inTurn(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work)
    return this.#work
  }

  /** Sends a message. */
  send(message: ServerMessage): void {
    this.sendFrame(frameOf(message))
  }

  /** Sends a message; drops a client that does not keep up, so that it cannot fill the memory. */
  sendFrame(frame: Buffer): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    if (this.socket.bufferedAmount > LIVE_LIMITS.waitingBytes) {
      this.close(LIVE_CLOSE.tooSlow, 'live.tooSlow')
      return
    }
    this.socket.send(frame, { binary: false })
  }

  /** Sends a channel's message, after its state if that is still being read. */
  deliver(channel: string, frame: Buffer): void {
    const subscription = this.subscriptions.get(channel)
    if (subscription?.held) subscription.held.push(frame)
    else if (subscription) this.sendFrame(frame)
  }

  /** Tells the client what was wrong with its message, and closes after repeated abuse. */
  complain(code: string): void {
    this.send({ v: 1, type: 'error', code })
    if (++this.#complaints >= LIVE_LIMITS.complaints) this.close(LIVE_CLOSE.abuse, code)
  }

  /** Closes the connection; whoever does not answer is cut off. */
  close(code: number, reason: string): void {
    this.socket.close(code, reason)
    setTimeout(() => this.socket.terminate(), FAREWELL).unref()
  }
}
