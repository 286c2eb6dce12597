import { Signal } from './signal.js'

/** Something may be due in the outbox. */
export const outboxSignal = new Signal()

/** Lets the relay look into the outbox at once; a web process without one tells those who have one. */
export function wakeUp(): void {
  outboxSignal.wake()
}
