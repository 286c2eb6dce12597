import type { Recorder } from '../operations/recorder.js'
import type { CanvasScope, Holding } from './canvas_store.js'
import { Confirmations } from './confirmations.js'
import { Cursors } from './cursors.js'

/** A document that this node has, and may store. */
export interface Room extends Holding {
  scope: CanvasScope
  confirmations: Confirmations
  cursors: Cursors
  /** Who has drawn since it was stored. */
  drawers: Set<string>
  /** Records what people do, where they may allow it: never on a private canvas. */
  recorder: Recorder | null
  /** Another node has it or will: nobody is let in any more. */
  isLeaving: boolean
  /** It cannot be stored here any more; what has not been comes back with those who drew it. */
  isLost: boolean
}

/**
 * A room that this node has just taken, with nothing in it yet.
 *
 * @param lease what holds it for this node
 */
export function makeRoom(scope: CanvasScope, lease: string): Room {
  return {
    lease,
    keyVersion: 0,
    sealedFor: null,
    scope,
    confirmations: new Confirmations(),
    cursors: new Cursors(),
    drawers: new Set(),
    recorder: null,
    isLeaving: false,
    isLost: false,
  }
}
