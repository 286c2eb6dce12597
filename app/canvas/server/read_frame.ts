import { createDecoder, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding'
import { MessageType } from '@hocuspocus/server'
import { messageYjsSyncStep1 } from 'y-protocols/sync'

/** What a client's message wants, as far as the server must know before it works on it. */
export interface Frame {
  /** The document that it is for. */
  document: string
  /**
   * `asks` for the document or for all cursors, which costs much more to answer than to ask; brings
   * a change; tells cursors; signs in; `speaks` to others without the document, which is not allowed.
   */
  kind: 'asks' | 'changes' | 'cursors' | 'signsIn' | 'speaks' | 'other'
  /** How many cursors it tells. */
  cursors: number
}

/** Kinds of messages that need no further look. */
const KINDS = new Map<number, Frame['kind']>([
  [MessageType.QueryAwareness, 'asks'],
  [MessageType.Auth, 'signsIn'],
  [MessageType.Stateless, 'speaks'],
  [MessageType.BroadcastStateless, 'speaks'],
])
const SYNC: readonly number[] = [MessageType.Sync, MessageType.SyncReply]
const AWARENESS: number = MessageType.Awareness

/**
 * Reads the head of a message in the protocol of Hocuspocus.
 *
 * @returns null when it is none
 */
export function readFrame(bytes: Uint8Array): Frame | null {
  try {
    const decoder = createDecoder(bytes)
    const document = readVarString(decoder)
    const type = readVarUint(decoder)
    if (SYNC.includes(type)) {
      const asks = readVarUint(decoder) === messageYjsSyncStep1
      readVarUint8Array(decoder)
      return { document, kind: asks ? 'asks' : 'changes', cursors: 0 }
    }
    if (type === AWARENESS) {
      const told = createDecoder(readVarUint8Array(decoder))
      return { document, kind: 'cursors', cursors: readVarUint(told) }
    }
    return { document, kind: KINDS.get(type) ?? 'other', cursors: 0 }
  } catch {
    return null
  }
}
