import { MessageType } from '@hocuspocus/server'
import {
  createEncoder,
  toUint8Array,
  writeVarString,
  writeVarUint,
  writeVarUint8Array,
  type Encoder,
} from 'lib0/encoding'
import { writeSyncStep1, writeSyncStep2, writeUpdate } from 'y-protocols/sync'
import { Doc } from 'yjs'

/** One message of the protocol that `/canvas/:id` speaks, whoever may send it. */
export function message(
  document: string,
  type: number,
  write: (into: Encoder) => void = () => undefined
): Uint8Array {
  const encoder = createEncoder()
  writeVarString(encoder, document)
  writeVarUint(encoder, type)
  write(encoder)
  return toUint8Array(encoder)
}

/** Signs in to a document; the cookie or header of the connection says who it is. */
export const signingIn = (document: string, claim = 'cookie') =>
  message(document, MessageType.Auth, (into) => {
    writeVarUint(into, 0)
    writeVarString(into, claim)
  })

/** Sync step 1 of somebody who has nothing yet. */
export const question = (document: string) =>
  message(document, MessageType.Sync, (into) => writeSyncStep1(into, new Doc()))

/** Sync step 2 with everything that a document of one's own holds. */
export const stepTwo = (document: string, doc: Doc, type: number = MessageType.Sync) =>
  message(document, type, (into) => writeSyncStep2(into, doc))

/** An update. */
export const change = (document: string, update: Uint8Array) =>
  message(document, MessageType.Sync, (into) => writeUpdate(into, update))

/** Cursors: each a Yjs client's number, a clock that counts its messages, and a state. */
export const cursors = (
  document: string,
  told: [client: number, clock: number, state: unknown][]
) =>
  message(document, MessageType.Awareness, (into) => {
    const states = createEncoder()
    writeVarUint(states, told.length)
    for (const [client, clock, state] of told) {
      writeVarUint(states, client)
      writeVarUint(states, clock)
      writeVarString(states, JSON.stringify(state))
    }
    writeVarUint8Array(into, toUint8Array(states))
  })
